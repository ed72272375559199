package dev.invitations.topology.apply;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.command.AwsCommand;
import dev.invitations.topology.command.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code station apply}: prints a line for each resource. */
@Command(
        name = "apply",
        description = {
            "Makes the declared topology real, on AWS or on the local station, and reads it back.",
            "Applying again is safe, and so is applying twice at once."
        })
public final class ApplyCommand extends AwsCommand implements Progress {
    private final Terminal terminal;

    @ArgGroup(exclusive = false)
    private Pruning pruning = new Pruning();

    /** A group, so that who gives one option without the other is told. */
    static final class Pruning {
        @Option(
                names = "--prune",
                required = true,
                description = "Then deletes what is there and not declared; see plan. Asks before it does.")
        private boolean prune;

        @Option(names = "--yes", description = "With --prune: doesn't ask.")
        private boolean yes;
    }

    public ApplyCommand() {
        this(Terminal.ofThisProcess());
    }

    /** @param terminal where {@code --prune} asks */
    public ApplyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    protected int run(Topology topology, Aws aws) {
        if (pruning.prune && !pruning.yes && !terminal.isThere()) {
            spec().commandLine()
                    .getErr()
                    .println("--prune asks before it deletes, and there is no terminal to ask on: nothing was done."
                            + " To delete without being asked: --prune --yes");
            return FAILED;
        }
        List<Applied> all = new Apply(aws.sns(), aws.sqs(), aws.place(), aws.patience()).apply(topology, this);
        List<Applied> pending = all.stream().filter(Applied::isPending).toList();
        pending.forEach(this::tellPending);
        if (pending.isEmpty()) {
            out().println("Everything is as declared; it was read back.");
        }
        if (pruning.prune) {
            Prune others = new Prune(aws, out(), spec().commandLine().getErr());
            return others.prune(topology, pending, question -> pruning.yes || terminal.confirms(question)) ? 0 : FAILED;
        }
        if (all.stream().anyMatch(applied -> applied.change() == Applied.Change.REPLACED)) {
            out().println("What was replaced is still there:  " + again() + " --prune");
        }
        out().flush();
        return 0;
    }

    private String again() {
        return "./station apply" + sameFile() + sameAws();
    }

    @Override
    public void applied(Applied applied) {
        String differences =
                applied.differences().stream().map(Difference::toString).collect(Collectors.joining(", "));
        String change =
                applied.isPending() ? "pending" : applied.change().name().toLowerCase(Locale.ROOT);
        print(change, applied.resource(), differences);
    }

    @Override
    public void waiting(Resource resource, String why) {
        print("waiting", resource, why);
    }

    private void print(String what, Resource resource, String more) {
        new Lines(out()).print(what, resource.kind(), resource.name(), more);
    }

    private void tellPending(Applied applied) {
        out().println("The subscription %s waits until %s confirms it%s; only then can it have its dead-letter queue."
                .formatted(
                        applied.resource().name(),
                        applied.resource().identity().get("Endpoint"),
                        applied.change() == Applied.Change.ASKED_AGAIN ? ", which was asked again" : ""));
        out().println("Once it is confirmed:  " + again());
        out().flush();
    }
}
