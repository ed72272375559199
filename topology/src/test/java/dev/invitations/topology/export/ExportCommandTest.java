package dev.invitations.topology.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.contract.topology.Topology;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ExportCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine export =
            new CommandLine(new ExportCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));

    @Test
    void cloudformation_is_printed_for_a_file_to_take() {
        assertThat(export.execute("cloudformation")).isZero();
        assertThat(out).hasToString(CloudFormation.template(Topology.declared()));
    }

    @Test
    void terraform_is_printed_for_a_file_to_take() {
        assertThat(export.execute("terraform")).isZero();
        assertThat(out).hasToString(Terraform.configuration(Topology.declared()));
    }

    @Test
    void iam_is_one_object_with_every_policy() throws IOException {
        assertThat(export.execute("iam", "--account", "123456789012", "--region", "eu-central-1"))
                .isZero();

        JsonNode policies = new JsonMapper().readTree(out.toString());
        assertThat(policies.at("/email-worker/Statement/0/Resource").asText())
                .startsWith("arn:aws:")
                .contains(":eu-central-1:123456789012:");
    }

    @Test
    void iam_is_a_file_for_each_policy_where_a_folder_is_given(@TempDir Path folder) {
        Path policies = folder.resolve("new");

        assertThat(export.execute("iam", "--output", policies.toString())).isZero();

        assertThat(policies.resolve("email-worker.json")).content().contains(":sqs:REGION:ACCOUNT:email-worker\"");
        assertThat(out).asString().isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudformation", "iam", "terraform"})
    void mistakes_in_the_file_are_told_and_nothing_is_printed(String format, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t.yaml"), "topics: {t: {subscriptions: {w: {maxReceives: 0}}}}");

        assertThat(export.execute(format, "--file", file.toString())).isEqualTo(1);
        assertThat(err).asString().startsWith(file + ":1:47: maxReceives:");
        assertThat(out).asString().isEmpty();
    }

    @Test
    void an_account_that_is_none_is_refused() {
        assertThat(export.execute("iam", "--account", "mine")).isEqualTo(1);
        assertThat(err).asString().startsWith("--account mine: expected the twelve digits of an AWS account");
    }

    @Test
    void without_a_format_it_says_which_there_are() {
        assertThat(export.execute()).isEqualTo(1);
        assertThat(err)
                .asString()
                .contains("Missing required subcommand")
                .contains("cloudformation", "iam", "terraform");
    }
}
