package dev.invitations.email;

import io.vertx.ext.mail.MailMessage;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A mail that can be taken back until a mail server is ready for it. Vert.x reads its text only then, and never tells
 * of a connection that broke before the mail server greeted; tests hold us to both.
 */
final class OutgoingMail extends MailMessage {
    private final CompletableFuture<Void> underWay = new CompletableFuture<>();

    OutgoingMail(MailMessage mail) {
        super(mail);
    }

    /**
     * Waits until a mail server is ready for the mail, or has failed. Where that takes longer than {@code patience} the
     * mail is taken back: it is never sent.
     */
    boolean isUnderWay(CompletableFuture<?> sent, Duration patience) {
        CompletableFuture.anyOf(underWay, sent.exceptionally(failed -> null))
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return sent.isDone() || !underWay.cancel(false);
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
