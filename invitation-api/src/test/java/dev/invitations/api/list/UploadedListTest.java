package dev.invitations.api.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.invitations.api.invite.Invitee;
import dev.invitations.api.list.Row.Person;
import dev.invitations.api.list.Row.Unusable;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadedListTest {

    @Test
    void thePlainFormIsRead() throws IOException {
        assertThat(rows("email,name\nada@example.com,Ada Lovelace\ngrace@example.com,\n"))
                .containsExactly(
                        person(2, "ada@example.com", "Ada Lovelace"),
                        new Person(3, new Invitee("grace@example.com", Optional.empty(), Optional.empty())));
    }

    @Test
    void googleWorkspacesUserExportIsRead() throws IOException {
        assertThat(rows("""
                First Name [Required],Last Name [Required],Email Address [Required],Password [Required],\
                Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],\
                Status [READ ONLY],Recovery Email,Home Secondary Email,Work Secondary Email
                Ada,Lovelace,ada@example.com,****,,/Engines,,Active,lovelace@example.net,,
                Grace,,grace@example.com,****,,"/Compilers, Navy",,Active,,,
                """))
                .containsExactly(person(2, "ada@example.com", "Ada Lovelace"), person(3, "grace@example.com", "Grace"));
    }

    @Test
    void slacksMemberListIsRead() throws IOException {
        assertThat(rows("""
                username,email,status,billing-active,has-2fa,has-sso,userid,fullname,displayname,expiration-timestamp
                ada,ada@example.com,Admin,1,1,0,U012,"Lovelace, Ada",ada,
                """)).containsExactly(person(2, "ada@example.com", "Lovelace, Ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"E-Mail", "EMAIL", "Email Address", "e-mail address", "Mail", "\"Email\"", " email "})
    void columnsAreFoundByWhatPeopleCallThem(String email) throws IOException {
        assertThat(rows("Full Name," + email + "\nAda,ada@example.com\n"))
                .containsExactly(person(2, "ada@example.com", "Ada"));
    }

    @Test
    void aListMayBringAMessageForEach() throws IOException {
        assertThat(rows("email,message\nada@example.com,\"Come!\nThere is cake.\"\n"))
                .containsExactly(new Person(
                        2, new Invitee("ada@example.com", Optional.empty(), Optional.of("Come!\nThere is cake."))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email;name\r\nada@example.com;\"Ada; Countess, of Lovelace\"\r\n",
                "\uFEFFemail;name\nada@example.com;\"Ada; Countess, of Lovelace\"",
                "\"email\";\"name\"\n\"ada@example.com\";\"Ada; Countess, of Lovelace\"",
            })
    void semicolonsByteOrderMarkAndQuotesAreUnderstood(String csv) throws IOException {
        assertThat(rows(csv)).containsExactly(person(2, "ada@example.com", "Ada; Countess, of Lovelace"));
    }

    @Test
    void aLineBeforeTheHeaderMayNameTheSeparator() throws IOException {
        assertThat(rows("sep=|\r\nE-Mail-Adresse|name, or none\r\nada@example.com|Ada\r\n"))
                .containsExactly(new Person(3, new Invitee("ada@example.com", Optional.empty(), Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email,name\rada@example.com,Ada\rgrace@example.com,Grace\r",
                "email,name\r\nada@example.com,Ada\r\ngrace@example.com,Grace",
                "email,name\nada@example.com,Ada\rgrace@example.com,Grace\r\n",
            })
    void linesEndAsAnySystemEndsThem(String csv) throws IOException {
        assertThat(rows(csv))
                .containsExactly(person(2, "ada@example.com", "Ada"), person(3, "grace@example.com", "Grace"));
    }

    @Test
    void aSeparatorInQuotesIsNone() throws IOException {
        assertThat(rows("\"name, in full, as on the badge\";email;\"full name\"\nx;ada@example.com;Ada\n"))
                .containsExactly(person(2, "ada@example.com", "Ada"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''            | The list is empty
            '  '          | The list is empty
            '\u0000e\u0000m' | seems to be UTF-16
            '"email"x,name'    | is not CSV
            """)
    void aListWithoutAHeaderIsRefusedWithTheReason(String csv, String why) {
        assertThatThrownBy(() -> rows(csv))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getDetail())
                        .contains(why));
    }

    @Test
    void tabsSeparateTooWhereTheHeaderHasThem() throws IOException {
        assertThat(rows("email\tname\nada@example.com\tLovelace, Ada\n\t\n"))
                .containsExactly(person(2, "ada@example.com", "Lovelace, Ada"));
    }

    @Test
    void whoHasNoFullNameInSlackIsCalledByTheDisplayName() throws IOException {
        assertThat(rows("email,fullname,displayname\nada@example.com,,ada\ngrace@example.com,Grace Hopper,amazing\n"))
                .containsExactly(person(2, "ada@example.com", "ada"), person(3, "grace@example.com", "Grace Hopper"));
    }

    @Test
    void rowsOfNothingButSeparatorsAreNoneAndBlankLinesMayComeFirst() throws IOException {
        assertThat(rows("\n  \nemail,name\nada@example.com,Ada\n,\n , \n"))
                .containsExactly(person(4, "ada@example.com", "Ada"));
    }

    @Test
    void blankLinesAreNoRowsAndLinesAreCountedAsAnEditorDoes() throws IOException {
        assertThat(rows("email,note\n\nada@example.com,\"one\ntwo\"\r\n  \ngrace@example.com,\"say \"\"hi\"\"\"\n"))
                .extracting(Row::line, row -> row.email().orElseThrow())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, "ada@example.com"),
                        org.assertj.core.groups.Tuple.tuple(6L, "grace@example.com"));
    }

    @Test
    void oneBadRowNeverSpoilsTheOthers() throws IOException {
        List<Row> rows = rows("""
                email,name
                ada@example.com,"Ada
                grace@example.com,Grace
                alan@example.com,"Alan" Turing
                edsger@example.com,Edsger "EWD" Dijkstra
                barbara@example.com
                joan@example.com,Joan,Clarke
                ,Nobody
                katherine@example.com,Katherine
                """);

        assertThat(rows.stream().filter(Person.class::isInstance).map(row -> row.email()
                        .orElseThrow()))
                .containsExactly("grace@example.com", "edsger@example.com", "katherine@example.com");
        assertThat(rows.stream().filter(Unusable.class::isInstance).map(Unusable.class::cast))
                .extracting(row -> row.line() + " " + row.reason())
                .containsExactly(
                        "2 the row has text after a closing quote; a quote inside a quoted field is written twice",
                        "4 the row has text after a closing quote; a quote inside a quoted field is written twice",
                        "6 the row has 1 fields, but the first line names 2 columns",
                        "7 the row has 3 fields, but the first line names 2 columns",
                        "8 email: is missing; it is needed, such as \"ada@example.com\"");
    }

    @Test
    void aQuoteThatIsNeverClosedTakesOnlyItsOwnLine() throws IOException {
        List<Row> rows = rows("email,name\nada@example.com,\"Ada\n" + "grace@example.com,Grace\n".repeat(5000));

        assertThat(rows).hasSize(5001);
        assertThat(rows.getFirst())
                .isEqualTo(
                        new Unusable(2, Optional.empty(), "the row has a quote that opens a field and is not closed"));
        assertThat(rows.getLast()).isEqualTo(person(5002, "grace@example.com", "Grace"));
    }

    @Test
    void aNameOverSeveralLinesIsRefusedWithTheLinesItTook() throws IOException {
        assertThat(rows("email,name\nada@example.com,\"Ada\nBcc: all@example.com\"\n")
                        .getFirst())
                .isInstanceOfSatisfying(Unusable.class, row -> assertThat(row.reason())
                        .startsWith("name: ")
                        .contains("has a line break")
                        .endsWith("quotes make lines 2 to 3 one row"));
    }

    @Test
    void aLineWithoutEndIsRefusedAndNotKept() throws IOException {
        assertThat(rows("email,name\nada@example.com," + "a".repeat(1_000_000) + "\ngrace@example.com,Grace\n"))
                .containsExactly(
                        new Unusable(2, Optional.empty(), "the row is longer than 65,536 characters"),
                        person(3, "grace@example.com", "Grace"));
    }

    @Test
    void whatIsNotUtf8IsRefusedByRow() throws IOException {
        assertThat(rows("email,name\nada@example.com,Zo\uFFFD\n").getFirst())
                .isInstanceOfSatisfying(
                        Unusable.class, row -> assertThat(row.reason()).contains("not UTF-8", "send it as UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "name,phone\nAda,1\n", "ada@example.com,Ada\n", "\"email\"x,name\n"})
    void aListWithoutAColumnOfAddressesIsRefused(String csv) {
        assertThatThrownBy(() -> rows(csv))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getStatusCode())
                        .isEqualTo(400));
    }

    @Test
    void theRefusalNamesTheColumnsFoundAndThoseLookedFor() {
        assertThatThrownBy(() -> rows("name,phone\nAda,1\n"))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(problem.getDetail())
                        .contains("\"email\"", "\"Email Address [Required]\"")
                        .endsWith("Found were \"name\", \"phone\""));
    }

    private static Person person(long line, String email, String name) {
        return new Person(line, new Invitee(email, Optional.of(name), Optional.empty()));
    }

    private static List<Row> rows(String csv) throws IOException {
        UploadedList list = UploadedList.open(new StringReader(csv));
        List<Row> rows = new ArrayList<>();
        for (Optional<Row> row = list.next(); row.isPresent(); row = list.next()) {
            rows.add(row.get());
        }
        return rows;
    }
}
