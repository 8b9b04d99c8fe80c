package dev.banyan.order.web;

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

    @Operation(summary = "Place an order, once per member and Idempotency-Key, and wait for its payment")
    @ApiResponse(
            responseCode = "201",
            description = "Placed and paid",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "This key placed this order before; as it is now",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Placed; the payment takes its time. Ask again, at Location or with the same key",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @ApiResponse(responseCode = "402", description = "Not paid, and so cancelled")
    @ApiResponse(responseCode = "409", description = "The shop is closed, or a menu is sold out or called otherwise")
    @ApiResponse(responseCode = "422", description = "The key placed another order")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Place {}

    @Operation(summary = "An order as it is now")
    @ApiResponse(
            responseCode = "200",
            description = "The order",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such order")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Get {}

    @Operation(summary = "A member's orders, newest first")
    @ApiResponse(
            responseCode = "200",
            description = "The orders",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = OrderView.class))))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ListOfMember {}

    @ApiResponse(
            responseCode = "200",
            description = "The order as it is now; the same when repeated",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such order, or it is another member's")
    @ApiResponse(responseCode = "409", description = "An order that stands there can't do that")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Obeyed {}
}
