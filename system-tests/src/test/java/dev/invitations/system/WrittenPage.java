package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the documentation, of which all that comes behind a certain line is written by a test and held to it.
 *
 * @param lastByHand the last line that people write
 * @param property the system property that, where it is {@code write}, has the test write the page
 * @param command how to run that test
 */
public record WrittenPage(Path file, String lastByHand, String property, String command) {

    /** Holds the page to what is written now, or writes it. */
    public void assertEndsWith(String written) throws IOException {
        String page = Files.readString(file);
        String wanted = page.substring(0, page.indexOf(lastByHand)) + lastByHand + written;
        if ("write".equals(System.getProperty(property))) {
            Files.writeString(file, wanted);
        }

        assertThat(Files.readString(file))
                .as("%s, which is written by: %s -D%s=write", file, command, property)
                .isEqualTo(wanted);
    }
}
