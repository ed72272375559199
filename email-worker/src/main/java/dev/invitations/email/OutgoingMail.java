package dev.invitations.email;

import io.vertx.ext.mail.MailMessage;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A mail that can be taken back until a mail server is ready for it. Vert.x reads its text only then, and never tells
 * of a connection that broke before the mail server greeted; tests hold us to both.
 */
final class OutgoingMail extends MailMessage {
    private final CompletableFuture<Void> underWay = new CompletableFuture<>();

    OutgoingMail(MailMessage mail) {
        super(mail);
    }

    /** Whether it is never sent now: else a mail server is being handed it. */
    boolean takeBack() {
        return underWay.cancel(false);
    }

    /**
     * Waits until a mail server is ready for the mail, or has failed. Where that takes longer than {@code patience}, or the
     * thread is interrupted, the mail is taken back.
     */
    boolean isUnderWay(CompletableFuture<?> sent, Duration patience) {
        CompletableFuture<?> ready = underWay.isCancelled() ? sent : CompletableFuture.anyOf(underWay, sent);
        try {
            ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Seen below.
        }
        return sent.isDone() || !takeBack();
    }

    @Override
    public String getText() {
        underWay.complete(null);
        if (underWay.isCancelled()) {
            throw new CancellationException("this mail was taken back");
        }
        return super.getText();
    }
}
