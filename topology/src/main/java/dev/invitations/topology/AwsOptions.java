package dev.invitations.topology;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which AWS a command works on: the options that every command of the topology has. */
final class AwsOptions {
    private static final URI LOCAL_STATION = URI.create("http://localhost:4566");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @ArgGroup
    private Endpoint endpoint = new Endpoint();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description =
                    "The region, such as eu-central-1. Default: as configured for the AWS CLI; us-east-1 locally.")
    private Optional<String> region = Optional.empty();

    static final class Endpoint {
        @Option(
                names = "--endpoint-url",
                paramLabel = "URL",
                description = "Where SNS and SQS are, if not at AWS, such as http://localhost:4566.")
        private Optional<URI> url = Optional.empty();

        @Option(names = "--local", description = "Short for --endpoint-url http://localhost:4566, the local station.")
        private boolean local;
    }

    /**
     * Connects; nothing is asked of SNS and SQS yet.
     *
     * @throws ParameterException where an option has a wrong value
     * @throws NotConnected where credentials or a region are missing
     */
    Aws connect() {
        Optional<URI> url = endpoint.local ? Optional.of(LOCAL_STATION) : endpoint.url;
        url.ifPresent(this::requireHttp);
        return url.filter(AwsOptions::isLoopback)
                .map(loopback -> Aws.onThisMachine(loopback, region))
                .orElseGet(() -> Aws.configured(url, region));
    }

    private void requireHttp(URI url) {
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null) {
            throw new ParameterException(
                    command.commandLine(),
                    "--endpoint-url " + url + ": expected an http(s) address such as " + LOCAL_STATION);
        }
    }

    private static boolean isLoopback(URI url) {
        try {
            return InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
