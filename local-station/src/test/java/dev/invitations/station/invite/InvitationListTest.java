package dev.invitations.station.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationListTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email\nann@example.com\nbob@example.com\n",
                "email\r\nann@example.com\r\nbob@example.com\r\n",
                "email\rann@example.com\rbob@example.com\r",
                "email\nann@example.com\nbob@example.com",
                "email\r\nann@example.com\r\nbob@example.com",
                "email\rann@example.com\rbob@example.com",
            })
    void itHasARowForEachLineBelowTheHeaderHoweverLinesEnd(String list) throws IOException {
        assertThat(rows(list)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "email", "email\n", "email\r\n"})
    void withoutALineBelowTheHeaderItHasNoRows(String list) throws IOException {
        assertThat(rows(list)).isZero();
    }

    @Test
    void aLineBreakOfTwoBytesIsOneAlsoWhereItIsReadInTwoPieces() throws IOException {
        String line = "x".repeat(64 * 1024 - 1) + "\r\n";

        assertThat(rows(line.repeat(3))).isEqualTo(2);
    }

    private long rows(String list) throws IOException {
        return InvitationList.open(Files.writeString(directory.resolve("list.csv"), list))
                .rows();
    }
}
