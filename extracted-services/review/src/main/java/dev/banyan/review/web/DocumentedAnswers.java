package dev.banyan.review.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says about each route's particular answers. */
final class DocumentedAnswers {

    private DocumentedAnswers() {}

    @Operation(summary = "A shop's reviews, newest first; those that are hidden are left out")
    @ApiResponse(
            responseCode = "200",
            description = "The reviews",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ReviewView.class))))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ListOfShop {}

    @Operation(summary = "Review a delivered order, once per member and Idempotency-Key; it is shown at once")
    @ApiResponse(
            responseCode = "201",
            description = "Written",
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "This key wrote this review before",
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    @ApiResponse(responseCode = "409", description = "The order was not delivered, or has its review")
    @ApiResponse(responseCode = "422", description = "The key wrote another review")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Write {}

    @Operation(summary = "Show a member's review no longer")
    @ApiResponse(
            responseCode = "200",
            description = "The review, which is hidden; the same when repeated",
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    @ApiResponse(responseCode = "404", description = "The member has no such review")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Hide {}
}
