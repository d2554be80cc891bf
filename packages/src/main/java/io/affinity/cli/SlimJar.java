// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes out of the classes of a jar, at build time, what only debuggers ask for: the names of local variables, an eighth of it. Lines
 * stay, so that stack traces say as much as before. The same entries come in the same order with the same times.
 */
public final class SlimJar {

    private static final String CLASS = ".class";

    private SlimJar() {}

    /** Takes the jar, and replaces it. */
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path slim = jar.resolveSibling(jar.getFileName() + ".slim");
        Files.deleteIfExists(slim);
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(slim))) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (ZipEntry entry : Collections.list(in.entries())) {
                copy(in, entry, out);
            }
        }
        Files.delete(jar);
        Files.move(slim, jar);
    }

    private static void copy(ZipFile in, ZipEntry entry, ZipOutputStream out) throws IOException {
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(same);
        try (InputStream content = in.getInputStream(entry)) {
            byte[] bytes = content.readAllBytes();
            out.write(entry.getName().endsWith(CLASS) ? slim(bytes) : bytes);
        }
        out.closeEntry();
    }

    private static byte[] slim(byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new SlimClass(writer), 0);
        return writer.toByteArray();
    }

    /** A class whose methods do not name their variables. */
    private static final class SlimClass extends ClassVisitor {

        SlimClass(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitLocalVariable(
                        String variable, String type, String generic, Label start, Label end, int index) {
                    // Nobody is to know.
                }
            };
        }
    }
}
