package dev.invitations.messaging.sqs;

import dev.invitations.messaging.carrier.OneByOne;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.sqs.Faults.Call;
import dev.invitations.messaging.sqs.Faults.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** Whatever happens in whatever order: no message is lost, none is deleted before it is handled, and all comes to rest. */
class AnyOrderTest {
    private static final Logger LOG = Logger.getLogger("dev.invitations.messaging");

    /** So much fails that nobody could read the log. */
    @BeforeContainer
    static void oneByOneAndInSilence() {
        OneByOne.begin();
        LOG.setLevel(Level.OFF);
    }

    @AfterContainer
    static void asBefore() {
        OneByOne.end();
        LOG.setLevel(null);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void every_message_is_handled_or_in_the_dead_letter_queue(@ForAll("lives") ActionChain<World> life) {
        World world = life.run();
        world.step("settle", world::settle);
    }

    @Provide
    Arbitrary<ActionChain<World>> lives() {
        return settings().flatMap(this::lives);
    }

    private Arbitrary<World.Setting> settings() {
        Arbitrary<Limits> limits = Combinators.combine(
                        Arbitraries.integers().between(1, 25),
                        Arbitraries.of(3_000L, 1_000_000L),
                        Arbitraries.integers().between(1, 5))
                .as((messages, bytes, receivers) -> new Limits(messages, bytes, receivers, Duration.ZERO));
        return Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false), limits)
                .as(World.Setting::new);
    }

    private Arbitrary<ActionChain<World>> lives(World.Setting setting) {
        return ActionChain.startWith(() -> new World(setting))
                .withAction(6, action(messages()))
                .withAction(6, action(times().map(time -> step("pass " + time, world -> world.pass(time)))))
                .withAction(8, action(picks().map(i -> step("done " + i, world -> world.end(i, Outcome.Done::new)))))
                .withAction(2, Action.just(step("all done", world -> world.endAll(Outcome.Done::new))))
                .withAction(3, action(ends("fails", Outcome.Failed::new)))
                .withAction(1, action(ends("later", Outcome.Later::new)))
                .withAction(
                        2, action(picks().map(i -> step("refuses " + i, world -> world.end(i, AnyOrderTest::refusal)))))
                .withAction(1, action(picks().map(i -> step("error " + i, world -> world.end(i, AnyOrderTest::error)))))
                .withAction(
                        1,
                        action(pairs((i, delay) -> step(
                                "needs what is away " + i + " " + delay, world -> world.end(i, world.away(delay))))))
                .withAction(2, Action.just(step("it is back", World::isBack)))
                .withAction(
                        1,
                        action(picks().map(i -> step("heeds no interrupt " + i, world -> world.ignoreInterrupts(i)))))
                .withAction(1, action(picks().map(i -> step("crash " + i, world -> world.crash(i, i % 4 == 0)))))
                .withAction(1, action(picks().map(i -> step("close " + i, world -> world.close(i, i % 2 == 0)))))
                .withAction(3, Action.just(step("start", World::startWorker)))
                .withAction(4, action(faults()))
                .withAction(2, Action.just(step("release calls", World::releaseCalls)))
                .withAction(1, action(picks().map(i -> step("surface " + i, world -> world.surface(i)))))
                .withAction(
                        1,
                        action(Arbitraries.of(true, false)
                                .map(is -> step("dead-letter queue is missing: " + is, world -> world.faults()
                                        .deadLetterQueueIsMissing(is)))))
                .withMaxTransformations(60);
    }

    private static Transformer<World> step(String name, Consumer<World> step) {
        return Transformer.mutate(name, world -> world.step(name, () -> step.accept(world)));
    }

    private static Action.Independent<World> action(Arbitrary<Transformer<World>> steps) {
        return () -> steps;
    }

    private static Arbitrary<Integer> picks() {
        return Arbitraries.integers().between(0, 30);
    }

    private static Arbitrary<Duration> times() {
        return Arbitraries.of("PT0.02S", "PT1S", "PT6S", "PT14S", "PT16S", "PT31S", "PT75S")
                .map(Duration::parse);
    }

    private static <T> Arbitrary<T> pairs(BiFunction<Integer, Duration, T> both) {
        return Combinators.combine(picks(), Arbitraries.of(0, 1, 5, 20, 40).map(Duration::ofSeconds))
                .as(both::apply);
    }

    private static Arbitrary<Transformer<World>> ends(String name, Function<Duration, Outcome> outcome) {
        return pairs(
                (i, delay) -> step(name + " " + i + " " + delay, world -> world.end(i, () -> outcome.apply(delay))));
    }

    private static Outcome refusal() {
        return new Outcome.Refuse("no", "REFUSED", "dev.example.No", "a test", Optional.empty());
    }

    private static Outcome error() {
        throw new StackOverflowError("a handler's");
    }

    private static Arbitrary<Transformer<World>> messages() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(1, 100, 2_000),
                        Arbitraries.integers().between(0, 2))
                .as((count, bytes, group) -> step(
                        "send %d of %d bytes in group %d".formatted(count, bytes, group),
                        world -> world.send(count, bytes, group)));
    }

    private static Arbitrary<Transformer<World>> faults() {
        return Combinators.combine(
                        Arbitraries.of(Call.class),
                        Arbitraries.of(Fault.class),
                        Arbitraries.integers().between(1, 3))
                .as((call, fault, times) -> step("%d %s %s".formatted(times, call, fault), world -> {
                    for (int i = 0; i < times; i++) {
                        world.faults().add(call, fault);
                    }
                }));
    }
}
