/** A platform of plug-ins, which tests put on the class path of the program. */
@NullMarked
package acme;

import org.jspecify.annotations.NullMarked;
