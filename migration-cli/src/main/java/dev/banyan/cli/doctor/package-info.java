/** What must hold on servers, schemas and processes before a phase can run, and how to mend what does not. */
@NullMarked
package dev.banyan.cli.doctor;

import org.jspecify.annotations.NullMarked;
