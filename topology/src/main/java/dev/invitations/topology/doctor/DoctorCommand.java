package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.command.AwsCommand;
import dev.invitations.topology.doctor.Finding.Status;
import dev.invitations.topology.probe.Probe;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;

/** {@code station doctor}: a line for each check, and below what is wrong the command that mends it. */
@Command(
        name = "doctor",
        description =
                "Looks for what keeps messages from arriving, on AWS or on the local station, and names the command "
                        + "that mends it. Without --probe it only reads.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well, or there are only warnings",
            "1:AWS can't be asked, or the command was wrong",
            "2:there are problems"
        })
public final class DoctorCommand extends AwsCommand {
    private static final int PROBLEMS = 2;

    @Option(
            names = {"-q", "--quiet"},
            description = "Only what is not well.")
    private boolean quiet;

    @Option(names = "--json", description = "Prints what was found as JSON.")
    private boolean json;

    @Option(
            names = "--probe",
            description = "Then sends a probe through every subscription, which every handler ignores, and tells which"
                    + " of them it didn't come through. Creates a queue for the answers where there is none yet.")
    private boolean probe;

    @Option(
            names = "--probe-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long the answers may take, 1 to 600. Default: ${DEFAULT-VALUE}.")
    private int probeTimeout;

    @Override
    protected int run(Topology topology, Aws aws) {
        if (probeTimeout < 1 || probeTimeout > 600) {
            throw new ParameterException(
                    spec().commandLine(), "--probe-timeout " + probeTimeout + ": expected 1 to 600 seconds");
        }
        Diagnosis diagnosis = examined(topology, aws);
        if (probe) {
            diagnosis = diagnosis.and(Probed.of(
                    new Probe(topology, aws, Duration.ofSeconds(probeTimeout), sameFile() + sameAws()).run(),
                    remedies()));
        }
        out().println(json ? new DiagnosisJson(diagnosis) : new DiagnosisText(diagnosis, quiet));
        return exitCode(diagnosis);
    }

    private Diagnosis examined(Topology topology, Aws aws) {
        SnsServiceClientConfiguration same = aws.sns().serviceClientConfiguration();
        try (KmsClient kms = like(same, KmsClient.builder());
                CloudWatchClient cloudWatch = like(same, CloudWatchClient.builder())) {
            return new Doctor(aws.sns(), aws.sqs(), kms, cloudWatch, aws.place(), remedies()).examine(topology);
        }
    }

    private Remedies remedies() {
        return new Remedies(topologyFile(), sameFile() + sameAws(), sameAwsCli());
    }

    private static int exitCode(Diagnosis diagnosis) {
        if (diagnosis.count(Status.PROBLEM) > 0) {
            return PROBLEMS;
        }
        return diagnosis.isIncomplete() ? FAILED : 0;
    }

    private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C like(
            SnsServiceClientConfiguration same, B builder) {
        same.endpointOverride().ifPresent(builder::endpointOverride);
        return builder.credentialsProvider(same.credentialsProvider())
                .region(same.region())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
