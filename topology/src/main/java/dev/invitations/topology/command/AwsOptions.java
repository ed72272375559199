package dev.invitations.topology.command;

import dev.invitations.topology.Place;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.aws.NotConnected;
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
    private static final int HIGHEST_PORT = 65_535;

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

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile of the AWS CLI whose credentials and region are used. Default: AWS_PROFILE.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The account, twelve digits: with credentials of another one nothing is done.")
    private Optional<String> account = Optional.empty();

    static final class Endpoint {
        @Option(
                names = "--endpoint-url",
                paramLabel = "URL",
                description = "Where SNS and SQS are, if not at AWS, such as http://localhost:4566.")
        private Optional<URI> url = Optional.empty();

        @Option(names = "--local", description = "The local station that runs on this machine.")
        private boolean local;
    }

    /**
     * Connects; nothing is asked of SNS and SQS yet.
     *
     * @throws ParameterException where an option has a wrong value
     * @throws NotConnected where credentials or a region are missing, or the credentials are of another account
     */
    Aws connect() {
        Optional<URI> url = endpoint.local ? Optional.of(localStation()) : endpoint.url;
        url.ifPresent(this::requireHttp);
        region.ifPresent(this::requireRegion);
        account.ifPresent(this::requireAccount);
        return url.filter(AwsOptions::isLoopback)
                .map(loopback -> Aws.onThisMachine(loopback, region, account))
                .orElseGet(() -> Aws.configured(url, region, profile, account));
    }

    /** As they were typed, for a command that is proposed; each begins with a space. */
    String asTyped() {
        StringBuilder typed = new StringBuilder(endpoint.local ? " --local" : "");
        endpoint.url.ifPresent(url -> typed.append(" --endpoint-url ").append(Quoted.word(url)));
        region.ifPresent(name -> typed.append(" --region ").append(name));
        profile.ifPresent(name -> typed.append(" --profile ").append(Quoted.word(name)));
        account.ifPresent(id -> typed.append(" --account ").append(id));
        return typed.toString();
    }

    /** The AWS CLI on the same AWS. On this machine no real secret is needed, but it insists on one and on a region. */
    String asAwsCli() {
        Optional<URI> url = endpoint.local ? Optional.of(localStation()) : endpoint.url;
        boolean here = url.filter(AwsOptions::isLoopback).isPresent();
        String key = account.orElse("test");
        StringBuilder typed =
                new StringBuilder(here ? "AWS_ACCESS_KEY_ID=" + key + " AWS_SECRET_ACCESS_KEY=test aws" : "aws");
        url.ifPresent(address -> typed.append(" --endpoint-url ").append(address));
        region.or(() -> here ? Optional.of(Place.LOCAL.region()) : Optional.empty())
                .ifPresent(name -> typed.append(" --region ").append(name));
        profile.ifPresent(name -> typed.append(" --profile ").append(name));
        return typed.toString();
    }

    private static URI localStation() {
        String known = System.getProperty(AwsCommand.LOCAL_ENDPOINT, "http://localhost:4566");
        if (known.isEmpty()) {
            throw new NotConnected(
                    "No station of this repository runs: ./station up starts it; for another one give its"
                            + " --endpoint-url");
        }
        return URI.create(known);
    }

    private void requireHttp(URI url) {
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getPort() > HIGHEST_PORT) {
            throw new ParameterException(
                    command.commandLine(),
                    "--endpoint-url " + url + ": expected an http(s) address such as http://localhost:4566");
        }
    }

    private void requireRegion(String name) {
        if (!name.matches("[a-z]{2,3}(-[a-z]+)+-\\d{1,2}")) {
            throw new ParameterException(
                    command.commandLine(), "--region " + name + ": expected a region such as eu-central-1");
        }
    }

    private void requireAccount(String id) {
        if (!id.matches("\\d{12}")) {
            throw new ParameterException(
                    command.commandLine(), "--account " + id + ": expected the twelve digits of an AWS account");
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
