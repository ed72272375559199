/** SmallRye's connector, in Quarkus. */
package dev.invitations.bench.smallrye;
