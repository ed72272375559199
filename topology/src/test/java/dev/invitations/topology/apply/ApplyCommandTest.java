package dev.invitations.topology.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What stands in the way is said in a sentence. The build sees to it that the machine's own credentials are unseen. */
class ApplyCommandTest {
    private final StringWriter err = new StringWriter();
    private final CommandLine command = new CommandLine(new ApplyCommand())
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true));

    @Test
    void without_credentials_it_says_how_to_give_them() {
        assertThat(command.execute("--region", "eu-central-1")).isEqualTo(1);
        assertThat(err)
                .hasToString("No AWS credentials were found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and "
                        + "AWS_SECRET_ACCESS_KEY; or did you mean --local?\n");
    }

    @Test
    void a_local_station_needs_no_credentials_only_to_be_there() throws IOException {
        String nowhere = "http://127.0.0.1:" + closedPort();

        assertThat(command.execute("--endpoint-url", nowhere)).isEqualTo(1);
        assertThat(err)
                .hasToString("AWS can't be reached: nothing listens at " + nowhere
                        + "; ./station up starts the local station\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4566", "ftp://localhost", "http:/nowhere"})
    void an_endpoint_that_is_no_web_address_is_refused(String url) {
        assertThat(command.execute("--endpoint-url", url)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("--endpoint-url " + url + ": expected an http(s) address such as http://localhost:4566");
    }

    @Test
    void local_and_another_endpoint_exclude_each_other() {
        assertThat(command.execute("--local", "--endpoint-url", "http://localhost:1"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("mutually exclusive");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --region  | eu central                | --region eu central: expected a region such as eu-central-1
            --region  | Frankfurt                 | --region Frankfurt: expected a region such as eu-central-1
            --account | 42                        | --account 42: expected the twelve digits of an AWS account
            --endpoint-url | http://localhost:99999 | --endpoint-url http://localhost:99999: expected an http(s) address
            """)
    void an_option_with_a_wrong_value_is_told(String option, String value, String told) {
        assertThat(command.execute(option, value)).isEqualTo(1);
        assertThat(err.toString()).startsWith(told);
    }

    @Test
    void a_profile_that_is_not_there_is_named() {
        assertThat(command.execute("--region", "eu-central-1", "--profile", "nobody"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("No AWS credentials were found for the profile nobody: ");
    }

    @Test
    void what_people_edit_is_read_and_not_what_it_was_when_the_command_was_built(@TempDir Path repository)
            throws IOException {
        Path deploy = Files.createDirectory(repository.resolve("deploy"));
        Path file = Files.writeString(deploy.resolve("topology.yaml"), "topic: {}");
        System.setProperty("station.root", repository.toString());
        try {
            assertThat(command.execute("--local")).isEqualTo(1);
        } finally {
            System.clearProperty("station.root");
        }
        assertThat(err.toString()).startsWith(file + ":1:1: unknown key topic in the topology: did you mean topics?");
    }

    @Test
    void a_folder_is_no_file(@TempDir Path folder) {
        assertThat(command.execute("--file", folder.toString(), "--local")).isEqualTo(1);
        assertThat(err).hasToString(folder + " is a directory; expected a file such as deploy/topology.yaml\n");
    }

    @Test
    void yes_to_a_question_that_nobody_asks_is_refused() {
        assertThat(command.execute("--local", "--yes")).isEqualTo(1);
        assertThat(err.toString()).startsWith("Error: Missing required argument(s): --prune\n");
    }

    @Test
    void mistakes_in_the_file_are_told_with_their_place(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), "topics: {t: {subscriptions: {w: {maxReceives: 0}}}}");

        assertThat(command.execute("--file", file.toString(), "--local")).isEqualTo(1);
        assertThat(err).hasToString(file + ":1:47: maxReceives: expected 1 to 1000, found \"0\"\n");
    }

    @Test
    void a_file_that_is_not_there_is_named(@TempDir Path folder) {
        Path file = folder.resolve("none.yaml");

        assertThat(command.execute("--file", file.toString(), "--local")).isEqualTo(1);
        assertThat(err).hasToString("there is no file " + file + "\n");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
