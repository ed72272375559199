package dev.invitations.station.invite;

import dev.invitations.station.StationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of people, read through once before it is sent.
 *
 * @param rows how many it has at most: its lines without the header. (Empty lines are no rows, and quotes may make one
 *     row of several lines.)
 * @param content SHA-256 of it, in hexadecimal
 */
record InvitationList(Path file, long rows, byte[] content) {
    /** @throws StationFailure where there is no such file, or it cannot be read */
    static InvitationList open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw StationFailure.unusable(file + (Files.exists(file) ? " is no file" : " does not exist"));
        }
        MessageDigest digest = sha256();
        try {
            long lines = linesInto(digest, file);
            return new InvitationList(file, Math.max(0, lines - 1), digest.digest());
        } catch (IOException e) {
            throw StationFailure.unusable(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Lines end as the API lets them: in LF, CRLF or CR, and the last one as it likes. */
    private static long linesInto(MessageDigest digest, Path file) throws IOException {
        long lines = 0;
        byte last = '\n';
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\r' || buffer[i] == '\n' && last != '\r' ? 1 : 0;
                    last = buffer[i];
                }
            }
        }
        return last == '\n' || last == '\r' ? lines : lines + 1;
    }

    /**
     * The same for the same list and the same team, so that sending it again is the same request. The team counts: the
     * same people may be invited to two teams.
     */
    String idempotencyKey(String team) {
        MessageDigest digest = sha256();
        digest.update(team.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
