package dev.invitations.station.inbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.ServerSetup;
import dev.invitations.station.web.Component;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * An SMTP server (GreenMail's) that takes a mail for anyone and puts it into an {@link Inbox} instead of delivering it.
 *
 * <p>An address whose local part begins with {@code bounce} is refused as an unknown mailbox, {@code 550 5.1.1}
 * (RFC 3463): that is how a mail becomes undeliverable on a laptop.
 */
public final class SmtpInbox implements Component, AutoCloseable {
    private static final String REFUSED = "bounce";

    /** Longer than mail clients keep an idle connection, so they are never cut off between two mails. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private static final Duration STARTUP = Duration.ofSeconds(10);

    private final int port;
    private final Inbox inbox;
    private SmtpServer server;

    public SmtpInbox(int port, Inbox inbox) {
        this.port = port;
        this.inbox = inbox;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public String title() {
        return "SMTP server";
    }

    @Override
    public String where() {
        return "localhost:" + port;
    }

    /** @throws IllegalStateException where the port cannot be had */
    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        var setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        server = new SmtpServer(setup, new IntoInbox(inbox));
        server.setClientSocketTimeout((int) IDLE.toMillis());
        server.startService();
        try {
            if (!server.waitTillRunning(STARTUP.toMillis())) {
                throw new IllegalStateException("SMTP cannot listen on port " + port);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while SMTP came up", e);
        }
    }

    /** Stops listening and closes every connection. The mails stay. */
    @Override
    public synchronized void stop() {
        if (isRunning()) {
            server.stopService();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null && server.isRunning();
    }

    @Override
    public void close() {
        stop();
    }

    /** GreenMail asks its managers what to do with a recipient and with a mail. */
    private static final class IntoInbox extends Managers {
        private final SmtpManager smtp;

        IntoInbox(Inbox inbox) {
            smtp = new KeepingSmtp(getImapHostManager(), getUserManager(), inbox);
        }

        @Override
        public SmtpManager getSmtpManager() {
            return smtp;
        }
    }

    private static final class KeepingSmtp extends SmtpManager {
        private final Inbox inbox;

        KeepingSmtp(ImapHostManager imap, UserManager users, Inbox inbox) {
            super(imap, users);
            this.inbox = inbox;
        }

        @Override
        public String checkRecipient(SmtpState state, MailAddress recipient) {
            String address = recipient.getEmail();
            return address.toLowerCase(Locale.ROOT).startsWith(REFUSED)
                    ? "550 5.1.1 <" + address + ">: no such mailbox here"
                    : null;
        }

        @Override
        public void send(SmtpState state) {
            MovingMessage mail = state.getMessage();
            List<String> to =
                    mail.getToAddresses().stream().map(MailAddress::getEmail).toList();
            try {
                inbox.receive(to, mail.getMessage());
            } catch (MessagingException | IOException e) {
                // answered to the client as 451
                throw new IllegalStateException("A mail to " + to + " cannot be read", e);
            }
        }
    }
}
