package dev.invitations.email;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.DeadLetterAttributes;
import dev.invitations.contract.InvitationEmailed;
import dev.invitations.contract.InvitationUndeliverable;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.InvitationUpdate.State;
import dev.invitations.contract.LiveUpdate;
import dev.invitations.contract.UserInvited;
import dev.invitations.live.LiveChannel;
import dev.invitations.live.LiveChannel.Listening;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.Delivery;
import dev.invitations.messaging.EventPublisher;
import dev.invitations.messaging.OnceOnly;
import dev.invitations.messaging.Subscription;
import dev.invitations.messaging.carrier.Heartbeat;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.memory.MemoryCarrier;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(SmtpResource.class)
class SendInvitationEmailTest {
    @Inject
    EventPublisher publisher;

    @Inject
    MemoryCarrier carrier;

    @Inject
    @Subscription("analytics-worker")
    OutcomesHeard outcomes;

    @Inject
    LiveChannel channel;

    @Inject
    OnceOnly onceOnly;

    @Inject
    MailServer mailServer;

    @Inject
    InvitationEmail email;

    @BeforeAll
    static void haveTimeOnASlowMachine() {
        Awaitility.setDefaultTimeout(60, SECONDS);
    }

    SmtpResource smtp;
    RedisResource redis;

    @Test
    void anInvitationBecomesAnEmailAndAnEvent() {
        UserInvited invited = Invitations.toSomeone();

        publisher.publish(invited);

        await().until(() -> smtp.mailsTo(invited.email()).size() == 1);
        await().until(() -> !outcomes.of(invited.id()).isEmpty());
        assertThat(outcomes.of(invited.id())).singleElement().isInstanceOfSatisfying(InvitationEmailed.class, event -> {
            assertThat(event.id())
                    .isEqualTo(InvitationEmailed.of(invited, Instant.now()).id());
            assertThat(event.email()).isEqualTo(invited.email());
        });
    }

    @Test
    void thePagesOfTheTeamHearOfTheInvitationAndThenOfTheEmail() {
        List<InvitationUpdate> heard = new CopyOnWriteArrayList<>();
        UserInvited invited = Invitations.toSomeone();
        Listening listening = channel.listen("acme", Optional.of("0-0"), entry -> {
            if (LiveUpdate.parse(entry.update()) instanceof InvitationUpdate update
                    && update.invitation().equals(invited.id())) {
                heard.add(update);
            }
        });

        publisher.publish(invited);

        await().until(() -> heard.size() == 2);
        listening.close();
        assertThat(heard).extracting(InvitationUpdate::state).containsExactly(State.ACCEPTED, State.EMAILED);
    }

    @Test
    void anInvitationDeliveredManyTimesAtOnceIsOneEmail() {
        UserInvited invited = Invitations.toSomeone();
        UserInvited last = Invitations.toSomeone();

        publisher.publish(Stream.generate(() -> invited).limit(20).toList());
        await().until(() -> !outcomes.of(invited.id()).isEmpty());
        publisher.publish(List.of(invited, last));

        await().until(() -> smtp.mailsTo(last.email()).size() == 1);
        await().until(() -> outcomes.of(invited.id()).size() >= 2);
        assertThat(smtp.mailsTo(invited.email())).hasSize(1);
        assertThat(outcomes.of(invited.id()))
                .extracting("id")
                .containsOnly(outcomes.of(invited.id()).getFirst().id());
    }

    @Test
    void anAddressThatCannotBeOneIsUndeliverable() {
        UserInvited invited = Invitations.to("ann\r\nRCPT TO:<eve@example.com>@example.com");

        publisher.publish(invited);

        await().until(() -> !outcomes.of(invited.id()).isEmpty());
        assertThat(outcomes.of(invited.id()))
                .singleElement()
                .isInstanceOfSatisfying(InvitationUndeliverable.class, event -> assertThat(event.reason())
                        .endsWith("is not an e-mail address such as ann@example.com"));
    }

    @Test
    void aMailServerThatWasDownForAWhileGetsTheEmailsOnceItIsBack() throws IOException {
        List<UserInvited> invited =
                Stream.generate(Invitations::toSomeone).limit(5).toList();
        smtp.stopServer();
        try (ScriptedSmtp down = new ScriptedSmtp(smtp.port())) {
            down.answering("CONNECT", "421 4.3.2 Down for maintenance");
            publisher.publish(invited);
            await().until(() -> down.connections() >= 10);
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            smtp.startServer();
        }

        await().until(() ->
                invited.stream().allMatch(one -> outcomes.of(one.id()).size() == 1));
        assertThat(invited)
                .allSatisfy(one -> assertThat(smtp.mailsTo(one.email())).hasSize(1));
    }

    @Test
    void aRecipientThatTheMailServerRefusesIsUndeliverableWithItsAnswer() throws IOException {
        UserInvited invited = Invitations.toSomeone();
        smtp.stopServer();
        try (ScriptedSmtp refusing = new ScriptedSmtp(smtp.port())) {
            refusing.answering("RCPT", "550 5.1.1 No such user here");
            publisher.publish(invited);
            await().until(() -> !outcomes.of(invited.id()).isEmpty());
        } finally {
            smtp.startServer();
        }

        assertThat(outcomes.of(invited.id()))
                .singleElement()
                .isInstanceOfSatisfying(InvitationUndeliverable.class, event -> assertThat(event.reason())
                        .isEqualTo("550 5.1.1 No such user here"));
    }

    @Test
    void aRestartOfRedisLosesNoEmailAndDoublesNone() {
        UserInvited before = Invitations.toSomeone();
        publisher.publish(before);
        await().until(() -> !outcomes.of(before.id()).isEmpty());

        redis.stopServer();
        UserInvited meanwhile = Invitations.toSomeone();
        publisher.publish(List.of(before, meanwhile));
        redis.startServer();

        await().until(() -> outcomes.of(before.id()).size() == 2);
        await().until(() -> !outcomes.of(meanwhile.id()).isEmpty());
        assertThat(smtp.mailsTo(before.email())).hasSize(1);
        assertThat(smtp.mailsTo(meanwhile.email())).hasSize(1);
    }

    /** The one window that can't be closed: to Redis a process that dies has a claim that is neither done nor renewed. */
    @Test
    void whereTheProcessDiesAfterTheMailServerTookTheEmailItComesTwiceWithOneMessageId() throws Exception {
        UserInvited invited = Invitations.toSomeone();
        Delivery delivery = new Delivery("email-worker", "1", 1, false, Duration.ofSeconds(1), Heartbeat.NONE);
        assertThatThrownBy(() -> onceOnly.run("email", invited.id(), delivery, () -> {
                    mailServer.send(email.to(invited));
                    throw new ProcessDied();
                }))
                .isInstanceOf(ProcessDied.class);

        publisher.publish(invited);

        await().until(() -> !outcomes.of(invited.id()).isEmpty());
        assertThat(smtp.mailsTo(invited.email()))
                .hasSize(2)
                .extracting(MimeMessage::getMessageID)
                .containsOnly("<" + invited.id() + "@localhost>");
    }

    @Test
    void anInvitationWhoseLinkHasExpiredIsRefusedWithTheReason() {
        UserInvited invited = Invitations.of(Instant.now().minus(Duration.ofDays(8)));

        publisher.publish(invited);

        await().until(() -> deadLetter(invited).isPresent());
        assertThat(deadLetter(invited).orElseThrow().attributes().get(DeadLetterAttributes.REASON))
                .contains(invited.time().toString())
                .endsWith("invite again, or redrive it with a longer invitations.accept.lifetime");
        assertThat(smtp.mailsTo(invited.email())).isEmpty();
    }

    @Test
    void aBurstOfInvitationsBecomesAnEmailEach() {
        List<UserInvited> invited =
                Stream.generate(Invitations::toSomeone).limit(200).toList();

        publisher.publish(invited);

        await().until(() ->
                invited.stream().noneMatch(one -> outcomes.of(one.id()).isEmpty()));
        assertThat(smtp.recipients())
                .containsAll(invited.stream().map(UserInvited::email).toList())
                .doesNotHaveDuplicates();
    }

    /** Not an exception, which would give the claim back. */
    private static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1;
    }

    private Optional<Message> deadLetter(UserInvited invited) {
        return carrier.deadLetters("email-worker").stream()
                .filter(message -> CloudEvent.parse(message.body()).event().id().equals(invited.id()))
                .findFirst();
    }
}
