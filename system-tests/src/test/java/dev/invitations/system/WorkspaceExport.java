package dev.invitations.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A list in the form of Google Workspace's user export. */
final class WorkspaceExport {
    private WorkspaceExport() {}

    /** {@code user1@...} to {@code user<rows>@...} of a domain. */
    static Path write(int rows, String domain) {
        return write(rows, domain, "");
    }

    /** The same with further rows at its end. */
    static Path write(int rows, String domain, String more) {
        StringBuilder csv = new StringBuilder("\uFEFFFirst Name [Required],Last Name [Required],"
                + "Email Address [Required],Password [Required],Org Unit Path [Required]\r\n");
        IntStream.rangeClosed(1, rows)
                .forEach(i -> csv.append("\"First%d\",\"O'Last, %d\",user%d@%s,****,/\r\n".formatted(i, i, i, domain)));
        try {
            Path directory = Files.createDirectories(Shell.ROOT.resolve("system-tests/target/lists"));
            return Files.writeString(directory.resolve(domain + ".csv"), csv.append(more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
