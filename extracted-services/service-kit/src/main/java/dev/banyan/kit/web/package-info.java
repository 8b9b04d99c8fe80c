/** HTTP answers of a service: failures as problem+json, and the document that describes them. */
@NullMarked
package dev.banyan.kit.web;

import org.jspecify.annotations.NullMarked;
