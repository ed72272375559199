package dev.invitations.email;

import dev.invitations.messaging.RetryLater;
import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The mail server, by the client and the settings of quarkus-mailer, and connections that are kept for the next mail.
 *
 * <p>It is not Quarkus' own {@code Mailer}, whose time-out gives up waiting and not the connection: a mail server that
 * hangs would hold every connection for good, and once it wakes it would be sent every mail that was long sent again.
 * Here a connection that is silent for too long is closed, and no mail waits where it can't be taken back.
 */
@Startup
@ApplicationScoped
class MailServer {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final MailClient client;
    private final Context eventLoop;
    private final Semaphore connections;
    private final Duration silence;

    MailServer(Vertx vertx, MailSettings settings) {
        client = MailClient.create(vertx, settings.toVertx());
        eventLoop = vertx.getOrCreateContext();
        connections = new Semaphore(settings.connections(), true);
        silence = settings.timeout();
    }

    /**
     * Sends a mail to one recipient. Blocks until the mail server took it: for two and a half times {@code
     * quarkus.mailer.timeout} at most.
     *
     * @throws RecipientRefused where the mail server refuses the recipient for good
     * @throws RetryLater where all connections are in use
     * @throws IOException anything else; the mail may be sent again
     */
    void send(MailMessage mail) throws RecipientRefused, IOException, InterruptedException {
        if (!connections.tryAcquire(silence.toMillis() / 2, TimeUnit.MILLISECONDS)) {
            throw new RetryLater("all connections to the mail server are in use", SOON);
        }
        try {
            onEventLoop(mail).get(2 * silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SMTPException reply) {
                RecipientRefused refused = RecipientRefused.by(reply).orElse(null);
                if (refused != null) {
                    throw refused;
                }
            }
            throw new IOException(
                    "the mail server did not take the mail: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the mail server did not take the mail within " + silence.multipliedBy(2), e);
        } finally {
            connections.release();
        }
    }

    /** On one event loop: connections that pass between event loops lose one reply in some thousand (Vert.x 4.5). */
    private CompletableFuture<MailResult> onEventLoop(MailMessage mail) {
        Promise<MailResult> result = Promise.promise();
        eventLoop.runOnContext(ignored -> client.sendMail(mail).onComplete(result));
        return result.future().toCompletionStage().toCompletableFuture();
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
