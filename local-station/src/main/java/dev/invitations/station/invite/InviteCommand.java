package dev.invitations.station.invite;

import dev.invitations.contract.TeamName;
import dev.invitations.station.StationFailure;
import dev.invitations.station.issuer.LocalTokens;
import dev.invitations.station.issuer.StationPort;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code station invite}: sends a list to the API and prints whom it did not take (exit 0: everyone is invited, 1: some
 * are not, 2: wrong usage, or the API cannot be reached).
 */
@Command(
        name = "invite",
        description = "Invites everyone on a list; the same list again, by the same person, invites nobody twice.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everyone is invited", "1:some are not", "2:wrong usage, or the API cannot be reached"})
public final class InviteCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--team", required = true, paramLabel = "TEAM", description = "the team they are invited to")
    String team;

    @Parameters(
            paramLabel = "FILE.csv",
            description = "a list with a header: email,name, or the export of Google Workspace or Slack as it is")
    Path file;

    @Option(names = "--url", paramLabel = "URL", description = "the API (default: that of the running station)")
    URI url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:INVITATIONS_TOKEN}",
            description =
                    "a bearer token (default: the environment variable INVITATIONS_TOKEN, else one of the local issuer)")
    String token;

    @Option(
            names = "--as",
            paramLabel = "EMAIL",
            defaultValue = "${sys:user.name}@example.com",
            description = "who invites, where the token is the local issuer's (default: ${DEFAULT-VALUE})")
    String inviter;

    @Mixin
    StationPort station;

    @Override
    public Integer call() {
        requireTeam();
        PrintWriter out = spec.commandLine().getOut();
        InvitationList list = InvitationList.open(file);
        Tally tally = new Tally();
        try (ProgressBar progress =
                ProgressBar.onTerminal(list.rows(), spec.commandLine().getErr())) {
            new Upload(invitations(), bearer(), list).send(team, row -> {
                tally.count(row);
                if (row.status() != Row.Status.ACCEPTED) {
                    progress.clear();
                    out.println(row.inWords());
                }
                progress.show(tally.rows());
            });
        }
        out.println(tally.inWords());
        return tally.allAccepted() ? 0 : StationFailure.FAILED;
    }

    private void requireTeam() {
        try {
            TeamName.require(team);
        } catch (IllegalArgumentException e) {
            throw StationFailure.unusable(e.getMessage());
        }
    }

    private URI invitations() {
        URI api = url != null ? url : URI.create("http://localhost:" + station.of("--api-port", 8080));
        if (api.getHost() == null || !("http".equals(api.getScheme()) || "https".equals(api.getScheme()))) {
            throw StationFailure.unusable(
                    "--url " + api + ": expected an http(s) address such as http://localhost:8080");
        }
        return api.resolve("/teams/" + team + "/invitations");
    }

    private String bearer() {
        return token == null || token.isBlank() ? LocalTokens.get(station.number(), inviter, List.of(team)) : token;
    }
}
