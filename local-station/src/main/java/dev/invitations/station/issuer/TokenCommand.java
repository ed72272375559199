package dev.invitations.station.issuer;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code station token}: prints a bearer token (exit 0), or why the local issuer gives none (2). */
@Command(
        name = "token",
        description = "Prints a bearer token of the local issuer, for calls of your own.",
        mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "EMAIL", description = "who the token is for")
    String email;

    @Option(
            names = "--team",
            required = true,
            paramLabel = "TEAM",
            description = "a team this person belongs to; may be given more than once")
    List<String> teams;

    @Mixin
    StationPort station;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(LocalTokens.get(station.number(), email, teams));
        return 0;
    }
}
