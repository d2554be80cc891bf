/**
 * The control loop as beans of Spring Boot. Whoever has beans for an inventory, for demand and for migrations gets a loop that runs, and is
 * told of its health and its metrics; every bean can be replaced by one's own.
 */
@NullMarked
package io.affinity.spring;

import org.jspecify.annotations.NullMarked;
