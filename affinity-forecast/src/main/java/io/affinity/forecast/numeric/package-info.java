/**
 * Searches for a least value, and the dense linear algebra below them. The only package that sees EJML; no type of it
 * leaves. Public for its sibling packages only and without any promise to others.
 */
@NullMarked
package io.affinity.forecast.numeric;

import org.jspecify.annotations.NullMarked;
