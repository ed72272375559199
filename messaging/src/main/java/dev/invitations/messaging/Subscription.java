package dev.invitations.messaging;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Names the subscription of {@code deploy/topology.yaml} whose messages an {@link EventHandler} handles. It is a CDI
 * qualifier, so that the name is read without reflection and a handler class needs nothing else.
 */
@Qualifier
@Retention(RUNTIME)
@Target({TYPE, FIELD, PARAMETER})
public @interface Subscription {
    String value();
}
