package dev.invitations.messaging.sns;

import static dev.invitations.messaging.sns.ScriptedSns.batch;
import static dev.invitations.messaging.sns.ScriptedSns.error;
import static dev.invitations.messaging.sns.ScriptedSns.failed;
import static dev.invitations.messaging.sns.ScriptedSns.successful;
import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.carrier.Outgoing;
import dev.invitations.messaging.sns.ScriptedSns.Answer;
import dev.invitations.messaging.sns.ScriptedSns.Call;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.services.sns.SnsClient;

/** Whatever mix of failures SNS answers with, each event has its own fate. */
class AnyFatesTest {
    private static ScriptedSns sns;
    private static SnsClient client;

    /** What SNS says of an event, whenever it comes. */
    enum Word {
        TAKEN,
        REFUSED,
        FAILED,
        UNMENTIONED
    }

    @BeforeContainer
    static void start() throws IOException {
        sns = new ScriptedSns();
        client = Topics.client(sns.endpoint(), Topics.ANYBODY);
    }

    @AfterContainer
    static void end() {
        client.close();
        sns.close();
    }

    /** For each event, what is said of it in each attempt. */
    @Provide
    Arbitrary<List<List<Word>>> words() {
        return Arbitraries.of(Word.class)
                .list()
                .ofSize(Topics.PATIENT.attempts())
                .list()
                .ofMinSize(1)
                .ofMaxSize(35);
    }

    @Property(tries = 60)
    void eachEventHasItsOwnFate(@ForAll("words") List<List<Word>> words) {
        Map<String, Integer> attempts = Collections.synchronizedMap(new TreeMap<>());
        List<Outgoing> events = Topics.events(words.size());
        Map<String, List<Word>> said = new TreeMap<>();
        for (int i = 0; i < events.size(); i++) {
            said.put(events.get(i).message().body(), words.get(i));
        }
        sns.script(call -> answer(call, body -> said.get(body).get(attempts.merge(body, 1, Integer::sum) - 1)));

        List<Optional<PublishFailed>> fates =
                new SnsTopic(client, Topics.ARN, Topics.PATIENT, new SimpleMeterRegistry()).publish(events);

        for (int i = 0; i < events.size(); i++) {
            List<Word> heard = untilSettled(words.get(i));
            assertThat(fates.get(i).isEmpty()).isEqualTo(heard.getLast() == Word.TAKEN);
            assertThat(fates.get(i)
                            .map(PublishFailed::kind)
                            .filter(PublishFailed.Kind.REFUSED::equals)
                            .isPresent())
                    .isEqualTo(heard.getLast() == Word.REFUSED);
            assertThat(attempts.get(events.get(i).message().body())).isEqualTo(heard.size());
        }
    }

    private static List<Word> untilSettled(List<Word> words) {
        List<Word> heard = new ArrayList<>();
        for (Word word : words) {
            heard.add(word);
            if (word == Word.TAKEN || word == Word.REFUSED) {
                return heard;
            }
        }
        return heard;
    }

    /** The entries of the answer are in another order than those of the call. */
    private static Answer answer(Call call, Function<String, Word> word) {
        if (!call.isBatch()) {
            return switch (word.apply(call.bodies().get(""))) {
                case TAKEN -> ScriptedSns.taken(call);
                case REFUSED -> error(400, "InvalidParameter");
                case FAILED, UNMENTIONED -> ScriptedSns.saysNothing();
            };
        }
        List<String> successful = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        call.bodies().forEach((id, body) -> {
            switch (word.apply(body)) {
                case TAKEN -> successful.addFirst(successful(id));
                case REFUSED -> failed.addFirst(failed(id, true, "InvalidParameter"));
                case FAILED -> failed.addFirst(failed(id, false, "InternalFailure"));
                case UNMENTIONED -> {}
            }
        });
        return batch(successful.stream(), failed.stream());
    }
}
