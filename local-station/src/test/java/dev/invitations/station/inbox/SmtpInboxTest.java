package dev.invitations.station.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.invitations.station.FreePort;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SmtpInboxTest {
    private final Inbox inbox = new Inbox();
    private final int port = FreePort.any();
    private final SmtpInbox smtp = new SmtpInbox(port, inbox);

    @BeforeEach
    void start() {
        smtp.start();
    }

    @AfterEach
    void stop() {
        smtp.close();
    }

    @Test
    void aMailForAnyoneIsKeptAsItWasSent() throws Exception {
        MimeMessage mail = mail("Zoë <zoe+tag@xn--bcher-kva.example>", "Grüße von ☕");
        Transport.send(mail);

        Mail kept = inbox.newest(Optional.empty(), 1).getFirst();
        assertThat(kept.from()).isEqualTo("Acme <no-reply@example.com>");
        assertThat(kept.to()).containsExactly("zoe+tag@xn--bcher-kva.example");
        assertThat(kept.subject()).isEqualTo("Grüße von ☕");
        assertThat(kept.messageId()).isEqualTo(mail.getMessageID());
        assertThat(kept.content().text()).isEqualToIgnoringNewLines("Join: http://localhost:8080/accept?a=1&b=2");
        assertThat(kept.content().html()).contains("<b>Join</b>");
        assertThat(kept.content().headers()).containsEntry("To", "Zoë <zoe+tag@xn--bcher-kva.example>");
        assertThat(kept.content().links())
                .containsExactly("http://localhost:8080/other", "http://localhost:8080/accept?a=1&b=2");
    }

    @Test
    void anAddressThatBeginsWithBounceIsAnUnknownMailbox() {
        assertThatThrownBy(() -> Transport.send(mail("Bounce.me@example.com", "Hello")))
                .isInstanceOf(SendFailedException.class)
                .hasRootCauseMessage("550 5.1.1 <Bounce.me@example.com>: no such mailbox here\n");
        assertThat(inbox.size()).isZero();
    }

    @Test
    void stoppedItRefusesConnectionsAndStartedAgainItTakesMailsAndKnowsTheOldOnes() throws Exception {
        Transport.send(mail("ann@example.com", "before"));

        smtp.stop();
        assertThat(smtp.isRunning()).isFalse();
        assertThatThrownBy(() -> Transport.send(mail("ann@example.com", "meanwhile")))
                .isInstanceOf(MessagingException.class);

        smtp.start();
        Transport.send(mail("ann@example.com", "after"));
        assertThat(inbox.newest(Optional.of("ANN@example.com"), 10))
                .extracting(Mail::subject)
                .containsExactly("after", "before");
    }

    @Test
    void aPortThatIsTakenIsAnError() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SmtpInbox second = new SmtpInbox(taken.getLocalPort(), inbox)) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void mailsThatArriveAtOnceAreNumberedAsTheyStand() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String to = "person" + i + "@example.com";
                threads.submit(() -> {
                    Transport.send(mail(to, "Come along"));
                    return null;
                });
            }
        }

        assertThat(inbox.newest(Optional.empty(), 100))
                .hasSize(100)
                .extracting(mail -> Integer.parseInt(mail.id()))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void theInboxForgetsTheOldestWhenItIsFull() {
        Inbox three = new Inbox(3, 1_000);
        for (String id : List.of("1", "2", "3", "4")) {
            three.add(mailOfSize(id, 10));
        }
        assertThat(three.newest(Optional.empty(), 10)).extracting(Mail::id).containsExactly("4", "3", "2");

        three.add(mailOfSize("5", 985));
        assertThat(three.newest(Optional.empty(), 10)).extracting(Mail::id).containsExactly("5", "4");
        assertThat(three.byId("2")).isEmpty();
    }

    private static Mail mailOfSize(String id, int bytes) {
        return new Mail(id, "", List.of(), "", java.time.Instant.EPOCH, "", new byte[bytes]);
    }

    private MimeMessage mail(String to, String subject) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.timeout", "10000");
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom("Acme <no-reply@example.com>");
        mail.setRecipients(RecipientType.TO, jakarta.mail.internet.InternetAddress.parse(encoded(to)));
        mail.setSubject(subject, "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Join: http://localhost:8080/accept?a=1&b=2", "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(
                "<b>Join</b> <a href=\"http://localhost:8080/other\">other</a>"
                        + "<a href='http://localhost:8080/accept?a=1&amp;b=2'>here</a>",
                "UTF-8",
                "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        return mail;
    }

    private static String encoded(String to) {
        return to.replace("Zoë", "=?UTF-8?Q?Zo=C3=AB?=");
    }
}
