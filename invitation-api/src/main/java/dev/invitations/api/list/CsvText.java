package dev.invitations.api.list;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How one list writes its rows: fields between separators, in quotes where they need it. */
record CsvText(char separator) {

    /** Spreadsheets write a semicolon where the comma is the decimal separator, or tabs: the header shows which. */
    static CsvText of(String header) {
        return new CsvText(Stream.of(',', ';', '\t')
                .max(Comparator.comparing(separator -> separators(header, separator)))
                .orElseThrow());
    }

    /** Excel knows, and people write, a line before the header that names the separator, such as {@code sep=;}. */
    static Optional<CsvText> namedBy(String line) {
        return line.regionMatches(true, 0, "sep=", 0, 4) && line.length() == 5
                ? Optional.of(new CsvText(line.charAt(4)))
                : Optional.empty();
    }

    private static long separators(String header, char separator) {
        boolean quoted = false;
        long count = 0;
        for (char character : header.toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
            } else if (character == separator && !quoted) {
                count++;
            }
        }
        return count;
    }

    /** Spreadsheets write rows of nothing but separators where somebody once typed something. */
    boolean isBlank(String row) {
        return row.chars().allMatch(character -> character == separator || Character.isWhitespace(character));
    }

    /**
     * @throws CsvParseException where text follows a closing quote
     */
    List<String> fields(String row) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .maxBufferSize(UploadLines.MAX_LENGTH * 2)
                .ofSingleCsvRecord(row)
                .getFields();
    }

    /** Whether a quoted field goes on after {@code line}; {@code open} says whether one came into it. */
    boolean leavesQuoteOpen(String line, boolean open) {
        boolean quoted = open;
        boolean fieldBegins = !open;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character == '"' && (quoted || fieldBegins)) {
                quoted = !quoted;
                // A doubled quote closes and opens at once; a quote inside an unquoted field is only a character.
                fieldBegins = !quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
            } else if (!quoted) {
                fieldBegins = character == separator;
            }
        }
        return quoted;
    }
}
