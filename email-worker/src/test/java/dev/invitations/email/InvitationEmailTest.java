package dev.invitations.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.invitations.contract.AcceptTokens;
import dev.invitations.contract.UserInvited;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.Refused;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The e-mail as it goes over the wire. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(SmtpResource.class)
class InvitationEmailTest {
    private static final Pattern LINK = Pattern.compile("(http://\\S+)\\?token=([\\w.-]+)");

    @Inject
    InvitationEmail email;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "invitations.accept.secret")
    String secret;

    private final ScriptedSmtp smtp = new ScriptedSmtp();

    @AfterEach
    void close() throws IOException {
        smtp.close();
    }

    @Test
    void theHeadersSayWhoWhatAndWhichEvent() throws Exception {
        UserInvited invited = Invitations.to("ann@example.com");

        MimeMessage mail = sent(invited);

        assertThat(mail.getHeader("Message-ID")).containsExactly("<" + invited.id() + "@localhost>");
        assertThat(mail.getHeader("From")).containsExactly("Invitation Station <invitations@localhost>");
        assertThat(mail.getHeader("To")).containsExactly("ann@example.com");
        assertThat(mail.getHeader("Subject")).containsExactly("You are invited to join acme");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void textAndHtmlSayTheSame() throws Exception {
        MimeMessage mail = sent(Invitations.with("ann@example.com", "Ann", "See you on Monday\nat nine"));

        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(text(mail))
                .contains("Hello Ann,\n\nGrace Hopper invites you to join the team acme.\n")
                .contains("\n  See you on Monday\n  at nine\n");
        assertThat(html(mail))
                .contains("<p>Hello Ann,</p>")
                .contains("Grace Hopper invites you to join the team <strong>acme</strong>")
                .containsPattern("See you on Monday<br>at nine");
    }

    @Test
    void withoutNameAndMessageNothingIsMissing() throws Exception {
        MimeMessage mail = sent(Invitations.with("ann@example.com", null, null));

        assertThat(text(mail)).startsWith("Hello,\n\nGrace Hopper invites you to join the team acme.\n\nAccept");
        assertThat(html(mail)).contains("<p>Hello,</p>").doesNotContain("<blockquote>");
    }

    @Test
    void bothLinksCarryATokenForThisInvitation() throws Exception {
        UserInvited invited = Invitations.to("ann@example.com");

        MimeMessage mail = sent(invited);

        Matcher link = LINK.matcher(text(mail));
        assertThat(link.find()).isTrue();
        assertThat(link.group(1)).isEqualTo("http://localhost:8080/invitations/accept");
        assertThat(new AcceptTokens(secret).read(link.group(2)).invitation()).isEqualTo(invited.id());
        assertThat(html(mail)).contains("href=\"" + link.group() + "\"");
    }

    @Test
    void whatPeopleWroteIsTextAndNeverMarkup() throws Exception {
        MimeMessage mail = sent(Invitations.with(
                "ann@example.com", "<b>Ann</b>", "<script>alert(\"1\")</script> & {letter.link} {#if true}"));

        assertThat(html(mail))
                .contains("Hello &lt;b&gt;Ann&lt;/b&gt;,")
                .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; {letter.link} {#if true}")
                .doesNotContain("<script>");
        assertThat(text(mail)).contains("<script>alert(\"1\")</script> & {letter.link} {#if true}");
    }

    @Test
    void whatPeopleWroteNeverReachesAHeader() throws Exception {
        MimeMessage mail = sent(Invitations.with(
                "ann@example.com", "Ann\r\nBcc: eve@example.com", "Hi\r\n.\r\nMAIL FROM:<eve@example.com>"));

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(text(mail)).contains("Hello Ann  Bcc: eve@example.com,").contains("\n  .\n");
        assertThat(smtp.mails()).hasSize(1);
        assertThat(smtp.commands())
                .filteredOn(command -> command.startsWith("MAIL"))
                .hasSize(1);
    }

    @Test
    void lettersOfAllScriptsArrive() throws Exception {
        MimeMessage mail = sent(Invitations.with("ann@example.com", "Žofie 王 👋", "Grüße aus Köln 🎉"));

        assertThat(text(mail)).contains("Hello Žofie 王 👋,").contains("Grüße aus Köln 🎉");
        assertThat(html(mail)).contains("Hello Žofie 王 👋,").contains("Grüße aus Köln 🎉");
    }

    @Test
    void anInternationalDomainIsAsciiOnTheWire() throws Exception {
        MimeMessage mail = sent(Invitations.to("ann@bücher.example"));

        assertThat(smtp.commands()).contains("RCPT TO:<ann@xn--bcher-kva.example>");
        assertThat(mail.getHeader("To")).containsExactly("ann@xn--bcher-kva.example");
    }

    @Test
    void everyLineEndsInCrLfAlsoWhereTheAddressIsLong() throws Exception {
        sent(Invitations.with("a".repeat(64) + "@" + "b".repeat(60) + ".example", "Ann", "one\r\ntwo\nthree\rfour"));

        assertThat(smtp.mails().getFirst()).doesNotContainPattern("(?<!\r)\n").doesNotContainPattern("\r(?!\n)");
    }

    @Test
    void noEmailIsWrittenWhoseLinkIsDead() {
        assertThatThrownBy(() -> email.to(Invitations.of(Instant.now().minus(Duration.ofDays(8)))))
                .isInstanceOf(Refused.class);
    }

    private MimeMessage sent(UserInvited invited) throws Exception {
        MailServer mailServer = MailServers.of(vertx, smtp, Map.of());
        mailServer.send(email.to(invited));
        mailServer.close();
        return new MimeMessage(
                null, new ByteArrayInputStream(smtp.mails().getFirst().getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 0);
    }

    private static String html(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 1);
    }

    private static String part(MimeMessage mail, int index) throws MessagingException, IOException {
        return ((Multipart) mail.getContent())
                .getBodyPart(index)
                .getContent()
                .toString()
                .replace("\r\n", "\n");
    }
}
