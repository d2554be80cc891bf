package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    @Test
    void everyQuestionIsAnswered() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Questions.main(new String[0]);
        } finally {
            System.setOut(before);
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("db-0 would go to", "db-1 would go to")
                .contains("A larger db-0 takes 1 migrations")
                .contains("batch-11 would start on")
                .contains("without db apart: 1 migrations less")
                .doesNotContain("would have no host");
    }
}
