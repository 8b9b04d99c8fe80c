package dev.banyan.ad.web;

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

    @Operation(summary = "All ads of a shop, stopped ones too")
    @ApiResponse(
            responseCode = "200",
            description = "The ads in id order",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = AdView.class))))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ListOfShop {}

    @Operation(summary = "One ad")
    @ApiResponse(
            responseCode = "200",
            description = "The ad",
            content = @Content(schema = @Schema(implementation = AdView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such ad, or it is another shop's")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Get {}

    @Operation(summary = "Run an ad, once per shop and Idempotency-Key")
    @ApiResponse(
            responseCode = "201",
            description = "It runs",
            content = @Content(schema = @Schema(implementation = AdView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "This key booked this ad before",
            content = @Content(schema = @Schema(implementation = AdView.class)))
    @ApiResponse(responseCode = "422", description = "The key booked another ad")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Book {}

    @Operation(summary = "Change bid, end or keywords, stop an ad or let it run again; what is missing stays")
    @ApiResponse(
            responseCode = "200",
            description = "The ad as it is now",
            content = @Content(schema = @Schema(implementation = AdView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such ad, or it is another shop's")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Change {}
}
