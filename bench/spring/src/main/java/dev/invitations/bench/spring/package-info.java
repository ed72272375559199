/** Spring Cloud AWS on Spring Boot. */
package dev.invitations.bench.spring;
