/** Members as they joined. */
@NullMarked
package dev.banyan.member.registry;

import org.jspecify.annotations.NullMarked;
