/** The floor: what the AWS SDK costs with nothing around it. */
package dev.invitations.bench.bare;
