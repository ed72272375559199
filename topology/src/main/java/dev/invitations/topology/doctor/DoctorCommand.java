package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.command.AwsCommand;
import dev.invitations.topology.doctor.Finding.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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
                        + "that mends it. It only reads.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well, or there are only warnings", "1:AWS can't be asked", "2:there are problems"})
public final class DoctorCommand extends AwsCommand {
    private static final int PROBLEMS = 2;

    @Option(names = "--json", description = "Prints what was found as JSON.")
    private boolean json;

    @Override
    protected int run(Topology topology, Aws aws) {
        SnsServiceClientConfiguration same = aws.sns().serviceClientConfiguration();
        try (KmsClient kms = like(same, KmsClient.builder());
                CloudWatchClient cloudWatch = like(same, CloudWatchClient.builder())) {
            Remedies remedies = new Remedies(sameFile() + sameAws(), sameAwsCli());
            Diagnosis diagnosis =
                    new Doctor(aws.sns(), aws.sqs(), kms, cloudWatch, aws.place(), remedies).examine(topology);
            out().println(json ? new DiagnosisJson(diagnosis) : new DiagnosisText(diagnosis));
            return exitCode(diagnosis);
        }
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
