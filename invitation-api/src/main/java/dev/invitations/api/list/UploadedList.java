package dev.invitations.api.list;

import de.siegmar.fastcsv.reader.CsvParseException;
import dev.invitations.api.input.Fields;
import dev.invitations.api.input.Texts;
import dev.invitations.api.invite.Invitee;
import dev.invitations.api.list.UploadLines.Line;
import dev.invitations.http.Invalid;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A list of people as CSV (<a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>, separated by commas or
 * semicolons), read row by row while it is uploaded. One bad row never spoils the others: where a quote is not closed
 * or not where it may be, the line it opens on is unusable, and reading goes on with the next line.
 */
final class UploadedList {
    private final UploadLines lines;
    private final CsvText csv;
    private final Columns columns;

    private UploadedList(UploadLines lines, CsvText csv, Columns columns) {
        this.lines = lines;
        this.csv = csv;
        this.columns = columns;
    }

    /**
     * Reads the header.
     *
     * @throws HttpProblem 400 where there is none, or none that names a column of addresses
     */
    static UploadedList open(Reader upload) throws IOException {
        UploadLines lines = new UploadLines(upload);
        String header = firstLine(lines);
        if (header.isEmpty()) {
            throw unreadable("The list is empty; its first line must name the columns, such as \"email,name\"");
        }
        if (header.indexOf('\0') >= 0) {
            throw unreadable(
                    "The list seems to be UTF-16; save it as \"CSV UTF-8\", or name its charset in the Content-Type");
        }
        Optional<CsvText> named = CsvText.namedBy(header);
        if (named.isPresent()) {
            header = firstLine(lines);
        }
        CsvText csv = named.orElse(CsvText.of(header));
        try {
            return new UploadedList(lines, csv, Columns.of(csv.fields(header)));
        } catch (CsvParseException e) {
            throw unreadable("The first line, which must name the columns, is not CSV");
        }
    }

    private static HttpProblem unreadable(String why) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, why);
    }

    private static String firstLine(UploadLines lines) throws IOException {
        Optional<Line> line = lines.next();
        while (line.isPresent() && line.get().text().isBlank()) {
            line = lines.next();
        }
        return line.map(Line::text).orElse("");
    }

    /** The next row, as soon as the upload has come so far; blank ones are none. */
    Optional<Row> next() throws IOException {
        Optional<Line> line = lines.next();
        while (line.isPresent() && csv.isBlank(line.get().text())) {
            line = lines.next();
        }
        return line.isPresent() ? Optional.of(rowFrom(line.get())) : Optional.empty();
    }

    long linesRead() {
        return lines.read();
    }

    private Row rowFrom(Line first) throws IOException {
        List<Line> row = new ArrayList<>(List.of(first));
        int length = first.text().length();
        boolean open = csv.leavesQuoteOpen(first.text(), false);
        while (open && length < UploadLines.MAX_LENGTH) {
            Optional<Line> next = lines.next();
            if (next.isEmpty()) {
                break;
            }
            row.add(next.get());
            length += next.get().text().length();
            open = csv.leavesQuoteOpen(next.get().text(), true);
        }
        if (row.stream().anyMatch(Line::tooLong)) {
            return unusable(row, "is longer than " + Texts.number(UploadLines.MAX_LENGTH) + " characters");
        }
        if (open) {
            return unusable(row, "has a quote that opens a field and is not closed");
        }
        try {
            return row(row, csv.fields(row.stream().map(Line::text).collect(Collectors.joining("\n"))));
        } catch (CsvParseException e) {
            return unusable(row, "has text after a closing quote; a quote inside a quoted field is written twice");
        }
    }

    private Row unusable(List<Line> row, String reason) {
        lines.giveBack(row.subList(1, row.size()));
        return new Row.Unusable(row.getFirst().number(), Optional.empty(), "the row " + reason);
    }

    private Row row(List<Line> row, List<String> values) {
        long line = row.getFirst().number();
        if (values.size() != columns.count()) {
            return new Row.Unusable(
                    line,
                    Optional.empty(),
                    "the row has " + values.size() + " fields, but the first line names " + columns.count()
                            + " columns");
        }
        Map<String, String> texts = columns.texts(values);
        try {
            return new Row.Person(line, Invitee.of(new Fields(texts, Violation.In.body)));
        } catch (Invalid e) {
            String lines = row.size() == 1
                    ? ""
                    : "; quotes make lines " + line + " to " + row.getLast().number() + " one row";
            return new Row.Unusable(
                    line,
                    Optional.of(texts.get(Invitee.EMAIL)).filter(email -> !email.isBlank()),
                    e.getDetail() + lines);
        }
    }
}
