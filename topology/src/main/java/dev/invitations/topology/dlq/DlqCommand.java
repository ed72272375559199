package dev.invitations.topology.dlq;

import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DidYouMean;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.TopologyFailure;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.command.AwsCommand;
import dev.invitations.topology.command.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code station dlq}: what lies in the dead-letter queues, why, and how it gets out again. */
@Command(
        name = "dlq",
        description = "Shows the dead-letter queues and what lies in them, gives it another chance, or deletes it.")
public final class DlqCommand extends AwsCommand {
    private static final int SHOWN = 10;
    private static final int HIGHEST_RATE = 500;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SUBSCRIPTION",
            description = "Whose dead-letter queue; without it, how much is in each.")
    private Optional<String> name = Optional.empty();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ACTION",
            converter = Action.Converter.class,
            description = {
                "list: a line for each message (default).",
                "peek: all of each message. Neither consumes any.",
                "redrive: back to the subscription's queue, or to its endpoint, and nowhere else.",
                "purge: deletes all; asks before."
            })
    private Optional<Action> chosen = Optional.empty();

    @Option(names = "--max", paramLabel = "N", description = "For list and peek: how many. Default: " + SHOWN + ".")
    private int max = SHOWN;

    @Option(names = "--json", description = "For list and peek, and for the overview: as JSON.")
    private boolean json;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "For redrive: at most so many messages per second, 1 to " + HIGHEST_RATE
                    + ". Default: what SQS finds right; for an endpoint its maxReceivesPerSecond, else 10.")
    private Optional<Integer> rate = Optional.empty();

    @Option(names = "--yes", description = "For purge: without asking.")
    private boolean yes;

    private final Terminal terminal;

    /** The command that asks at the terminal. */
    public DlqCommand() {
        this(Terminal.ofThisProcess());
    }

    /** @param terminal where {@code purge} asks */
    public DlqCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    protected int run(Topology topology, Aws aws) {
        checkOptions();
        if (name.isEmpty()) {
            return overview(topology, aws);
        }
        DeclaredSubscription subscription = subscription(topology, name.get());
        DeadLetterQueue queue = DeadLetterQueue.find(aws.sqs(), subscription.deadLetterQueue())
                .orElseThrow(() -> new TopologyFailure("the dead-letter queue " + subscription.deadLetterQueue()
                        + " does not exist: " + apply() + " creates it"));
        return switch (action()) {
            case LIST, PEEK -> show(Look.into(queue, subscription, max));
            case REDRIVE ->
                exitCode(new Redrive(topology, aws, sameFile() + sameAws(), this::say)
                        .run(subscription, queue, rate.map(OptionalInt::of).orElse(OptionalInt.empty())));
            case PURGE -> exitCode(new Purge(queue, this::isConfirmed, this::say).run());
        };
    }

    private static int exitCode(boolean isDone) {
        return isDone ? 0 : FAILED;
    }

    private DeclaredSubscription subscription(Topology topology, String wanted) {
        return topology.subscription(wanted).orElseThrow(() -> {
            List<String> known =
                    topology.subscriptions().map(DeclaredSubscription::name).toList();
            return wrong("there is no subscription \"" + wanted + "\"; " + DidYouMean.among(known, wanted));
        });
    }

    private Action action() {
        return chosen.orElse(Action.LIST);
    }

    private void checkOptions() {
        for (String option : List.of("--max", "--json", "--rate", "--yes")) {
            boolean overviewAsJson = name.isEmpty() && option.equals("--json");
            if (isGiven(option) && !action().takes(option) && !overviewAsJson) {
                throw wrong(option + " does not belong to " + action().word());
            }
        }
        if (max < 1) {
            throw wrong("--max " + max + ": expected at least 1");
        }
        rate.filter(perSecond -> perSecond < 1 || perSecond > HIGHEST_RATE).ifPresent(perSecond -> {
            throw wrong("--rate " + perSecond + ": expected 1 to " + HIGHEST_RATE + " messages per second");
        });
    }

    private boolean isGiven(String option) {
        return spec().commandLine().getParseResult().hasMatchedOption(option);
    }

    private int overview(Topology topology, Aws aws) {
        Overview overview = Overview.of(topology, aws.sqs(), apply());
        out().println(json ? overview.json().toPrettyString() : overview.text());
        return exitCode(overview.isComplete());
    }

    private int show(Look look) {
        boolean whole = action() == Action.PEEK;
        out().println(json ? look.json(whole).toPrettyString() : look.text(whole));
        return 0;
    }

    private boolean isConfirmed(String what) {
        if (yes) {
            return true;
        }
        if (!terminal.isThere()) {
            throw wrong("purge deletes for good, and there is no terminal to ask at: give --yes");
        }
        return terminal.ask(what + ". To delete all for good, type " + name.get() + ":")
                .map(String::strip)
                .filter(name.get()::equals)
                .isPresent();
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec().commandLine(), what);
    }

    private String apply() {
        return "./station apply" + sameFile() + sameAws();
    }

    private void say(String sentence) {
        out().println(sentence);
        out().flush();
    }
}
