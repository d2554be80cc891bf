/*
 * beat: a guest without an operating system, for tests of live migration.
 *
 * It wakes 100 times a second. In each of these ticks it obeys what came in over the second serial port, writes
 * to a number of pages, prints a heartbeat on the first serial port when one is due, and keeps the processor
 * busy for a share of the tick.
 *
 * A setting is a word: its first letter, anything that is no digit, a number. Words stand on the kernel command
 * line, separated by spaces, and on lines of the second serial port:
 *
 *   name=WEB1   what the heartbeat calls the guest (command line only)
 *   beat=10     ticks from one heartbeat to the next
 *   wss=8       working set, MiB, filled with random words at start (command line only; cut to what fits)
 *   dirty=100   pages of the working set written to in each tick, one after the other, round and round
 *   cpu=25      share of each tick that the processor is kept busy, per cent
 *   q           powers off
 *   r           resets
 *
 * Output: "READY name", then lines "HB name beat tick cpu dirty". The power button powers off as well.
 * Loader: Multiboot 1, a flat image at 1 MiB. Machine: "pc" of QEMU, one processor.
 */
        .set    COM1, 0x3f8
        .set    COM2, 0x2f8
        .set    PIT_RELOAD, 11932               /* 1193182 Hz / 11932 = 100 Hz */
        .set    POWER, 0x600                    /* where the firmware puts the power management block */
        .set    POWER_BUTTON, 0x100
        .set    WORKING_SET, 0x200000
        .set    PAGE, 4096
        .set    CODE, 8
        .set    DATA, 16
        .set    TIMER_VECTOR, 32

        .set    MAGIC, 0x1badb002
        .set    FLAGS, 0x00010003               /* page aligned, memory size, addresses below */

        .code32
        .text
header: .long   MAGIC, FLAGS, -(MAGIC + FLAGS)
        .long   header, header, image_end, bss_end, start

        .globl  start
start:  cli
        cld
        movl    $stack_top, %esp
        lgdt    gdt_register
        ljmp    $CODE, $1f
1:      movl    $DATA, %eax
        movl    %eax, %ds
        movl    %eax, %es
        movl    %eax, %ss

        movl    $COM1, %edx
        call    open_port
        movl    $COM2, %edx
        call    open_port
        call    read_command_line
        call    fill_working_set
        call    start_timer
        movw    $POWER + 2, %dx                 /* the power button shall raise its status bit */
        movw    $POWER_BUTTON, %ax
        outw    %ax, %dx
        movl    $ready, %esi
        call    print
        movl    name, %esi
        call    print
        call    end_line

next:   cli
        movl    ticks, %eax
        cmpl    done, %eax
        jne     1f
        sti                                     /* takes effect after hlt has begun: no tick is slept through */
        hlt
        jmp     next
1:      sti
        incl    done
        call    obey
        call    touch_pages
        call    beat
        call    keep_busy
        jmp     next

/* ---- the work of a tick ---- */

obey:   movw    $POWER, %dx
        inw     %dx, %ax
        testw   $POWER_BUTTON, %ax
        jnz     power_off
1:      movw    $COM2 + 5, %dx
        inb     %dx, %al
        testb   $1, %al
        jz      3f
        movw    $COM2, %dx
        inb     %dx, %al
        cmpb    $' ', %al
        jbe     2f
        movl    word_length, %ecx
        cmpl    $word_last - word, %ecx         /* a word that is too long loses its end */
        jae     1b
        movb    %al, word(%ecx)
        incl    word_length
        jmp     1b
2:      movl    word_length, %ecx
        movb    $0, word(%ecx)
        movl    $0, word_length
        movl    $word, %esi
        call    apply
        jmp     1b
3:      ret

touch_pages:
        movl    dirty, %ecx
        movl    working_set, %ebx
        jecxz   3f
        testl   %ebx, %ebx
        jz      3f
        movl    cursor, %edi
        movl    done, %eax
1:      imull   $1664525, %eax, %eax            /* other words each time: nothing for a compressor to find */
        addl    $1013904223, %eax
        movl    %eax, WORKING_SET(%edi)
        addl    $PAGE, %edi
        cmpl    %ebx, %edi
        jb      2f
        xorl    %edi, %edi
2:      loop    1b
        movl    %edi, cursor
3:      ret

beat:   decl    until_beat
        jnz     1f
        movl    period, %eax
        movl    %eax, until_beat
        movl    $beat_start, %esi
        call    print
        movl    name, %esi
        call    print
        movl    beats, %eax
        incl    beats
        call    print_number
        movl    done, %eax
        call    print_number
        movl    cpu, %eax
        call    print_number
        movl    dirty, %eax
        call    print_number
        call    end_line
1:      ret

keep_busy:
        movl    cpu, %eax
        testl   %eax, %eax
        jz      3f
        imull   $PIT_RELOAD, %eax, %eax
        xorl    %edx, %edx
        movl    $100, %ecx
        divl    %ecx
        movl    %eax, %ebx                      /* for so long, in counts of the timer */
1:      movl    $5000, %ecx                     /* to ask the timer is slow and locks the emulator: ask seldom */
2:      loop    2b
        movl    done, %eax
        cmpl    ticks, %eax
        jne     3f                              /* the tick is over */
        xorl    %eax, %eax
        outb    %al, $0x43
        inb     $0x40, %al
        movb    %al, %dl
        inb     $0x40, %al
        movb    %al, %dh
        movzwl  %dx, %edx
        movl    $PIT_RELOAD, %eax
        subl    %edx, %eax
        cmpl    %ebx, %eax
        jb      1b
3:      ret

/* ---- settings ---- */

read_command_line:                              /* EBX: what the loader tells */
        movl    8(%ebx), %eax                   /* KiB of memory above the first MiB */
        shrl    $10, %eax
        decl    %eax
        movl    %eax, room
        testl   $4, (%ebx)
        jz      4f
        movl    16(%ebx), %esi
1:      movb    (%esi), %al
        testb   %al, %al
        jz      4f
        cmpb    $' ', %al
        jne     2f
        incl    %esi
        jmp     1b
2:      movl    %esi, %edi                      /* a word starts; find its end, and end it with a zero byte */
3:      incl    %edi
        movb    (%edi), %al
        cmpb    $' ', %al
        ja      3b
        movb    $0, (%edi)
        pushl   %eax
        call    apply
        popl    %eax
        movl    %edi, %esi
        testb   %al, %al
        jz      4f
        incl    %esi
        jmp     1b
4:      ret

apply:  movb    (%esi), %bl                     /* ESI: a word that ends with a zero byte */
        cmpb    $'q', %bl
        je      power_off
        cmpb    $'r', %bl
        je      reset
        cmpb    $'n', %bl
        je      6f
        xorl    %eax, %eax
        xorl    %ecx, %ecx
        xorl    %edx, %edx                      /* digits seen */
1:      incl    %esi
        movb    (%esi), %cl
        testb   %cl, %cl
        jz      3f
        subb    $'0', %cl
        cmpb    $9, %cl
        ja      2f
        incl    %edx
        imull   $10, %eax, %eax
        addl    %ecx, %eax
        jmp     1b
2:      testl   %edx, %edx
        jz      1b
3:      testl   %edx, %edx
        jz      9f
        cmpb    $'c', %bl
        je      4f
        cmpb    $'d', %bl
        je      5f
        cmpb    $'w', %bl
        je      7f
        cmpb    $'b', %bl
        jne     9f
        testl   %eax, %eax
        jz      9f
        movl    %eax, period
        movl    %eax, until_beat
        ret
4:      cmpl    $100, %eax
        ja      9f
        movl    %eax, cpu
        ret
5:      movl    %eax, dirty
        ret
6:      addl    $5, %esi                        /* what follows "name=" */
        movl    %esi, name
        ret
7:      cmpl    room, %eax
        jbe     8f
        movl    room, %eax
8:      shll    $20, %eax
        movl    %eax, working_set
9:      ret

power_off:
        movw    $POWER + 4, %dx
        movw    $0x2000, %ax
        outw    %ax, %dx
        jmp     stop
reset:  movb    $0xfe, %al
        outb    %al, $0x64
stop:   hlt
        jmp     stop

/* ---- set-up ---- */

open_port:                                      /* EDX: port. 115200 baud, 8 bits, no interrupts, buffers on */
        movl    $port_setup, %esi
        movl    %edx, %ebp
1:      lodsw
        testb   %ah, %ah
        js      2f
        movzbl  %ah, %edx
        addl    %ebp, %edx
        outb    %al, %dx
        jmp     1b
2:      ret

fill_working_set:                               /* xorshift: no word is zero, no page like another */
        movl    working_set, %ecx
        shrl    $2, %ecx
        jecxz   2f
        movl    $WORKING_SET, %edi
        movl    $2463534242, %eax
1:      movl    %eax, %edx
        shll    $13, %edx
        xorl    %edx, %eax
        movl    %eax, %edx
        shrl    $17, %edx
        xorl    %edx, %eax
        movl    %eax, %edx
        shll    $5, %edx
        xorl    %edx, %eax
        stosl
        decl    %ecx
        jnz     1b
2:      ret

start_timer:
        movl    $interrupts + TIMER_VECTOR * 8, %edi
        movl    $tick, %eax
        movw    %ax, (%edi)
        movw    $CODE, 2(%edi)
        movw    $0x8e00, 4(%edi)
        shrl    $16, %eax
        movw    %ax, 6(%edi)
        lidt    interrupt_register
        movl    $controller_setup, %esi
        xorl    %edx, %edx
1:      lodsw
        movb    %ah, %dl
        testb   %dl, %dl
        jz      2f
        outb    %al, %dx
        jmp     1b
2:      ret

tick:   pushl   %eax
        incl    ticks
        movb    $0x20, %al
        outb    %al, $0x20
        popl    %eax
        iret

/* ---- printing ---- */

put:    pushl   %eax                            /* AL */
        movw    $COM1 + 5, %dx
1:      inb     %dx, %al
        testb   $0x20, %al
        jz      1b
        popl    %eax
        movw    $COM1, %dx
        outb    %al, %dx
        ret

print:  lodsb                                   /* ESI: text that ends with a zero byte */
        testb   %al, %al
        jz      1f
        call    put
        jmp     print
1:      ret

print_number:                                   /* EAX, after a space */
        pushl   %eax
        movb    $' ', %al
        call    put
        popl    %eax
        movl    $10, %ebx
        xorl    %ecx, %ecx
1:      xorl    %edx, %edx
        divl    %ebx
        pushl   %edx
        incl    %ecx
        testl   %eax, %eax
        jnz     1b
2:      popl    %eax
        addb    $'0', %al
        call    put
        loop    2b
        ret

end_line:
        movb    $'\n', %al
        jmp     put

/* ---- data ---- */

port_setup:                                     /* value, register; a negative register ends the list */
        .byte   0x00, 1, 0x80, 3, 0x01, 0, 0x00, 1, 0x03, 3, 0xc7, 2, 0x0b, 4, 0, 0xff
controller_setup:                               /* value, port; port 0 ends the list */
        .byte   0x11, 0x20, 0x11, 0xa0, TIMER_VECTOR, 0x21, TIMER_VECTOR + 8, 0xa1
        .byte   0x04, 0x21, 0x02, 0xa1, 0x01, 0x21, 0x01, 0xa1
        .byte   0xfe, 0x21, 0xff, 0xa1          /* only the timer may interrupt */
        .byte   0x34, 0x43, PIT_RELOAD & 0xff, 0x40, PIT_RELOAD >> 8, 0x40
        .byte   0, 0
ready:  .asciz  "READY "
beat_start:
        .asciz  "HB "
nameless:
        .asciz  "guest"

        .balign 8
gdt:    .quad   0
        .quad   0x00cf9a000000ffff
        .quad   0x00cf92000000ffff
gdt_register:
        .word   . - gdt - 1
        .long   gdt
interrupt_register:
        .word   (TIMER_VECTOR + 1) * 8 - 1
        .long   interrupts

        .balign 4
name:   .long   nameless
period: .long   10
until_beat:
        .long   10
working_set:
        .long   0
room:   .long   0
dirty:  .long   0
cpu:    .long   0
cursor: .long   0
beats:  .long   0
ticks:  .long   0
done:   .long   0
word_length:
        .long   0
image_end:

        .set    word, image_end
        .set    word_last, word + 31
        .set    interrupts, word + 32
        .set    stack_top, interrupts + (TIMER_VECTOR + 1) * 8 + 4096
        .set    bss_end, stack_top
