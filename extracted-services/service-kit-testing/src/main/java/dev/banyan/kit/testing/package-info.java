/** Real servers and whole services for the tests of the extracted services. */
@NullMarked
package dev.banyan.kit.testing;

import org.jspecify.annotations.NullMarked;
