package dev.banyan.menu.web;

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

    @Operation(summary = "All menus of a shop with their options, sold out or not")
    @ApiResponse(
            responseCode = "200",
            description = "The menus in id order",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = MenuView.class))))
    @ApiResponse(responseCode = "404", description = "There is no such shop")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ListOfShop {}

    @Operation(summary = "Add a menu, once per shop and Idempotency-Key; it is on sale at once")
    @ApiResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = MenuView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "This key added this menu before",
            content = @Content(schema = @Schema(implementation = MenuView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such shop")
    @ApiResponse(responseCode = "422", description = "The key added another menu")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Add {}

    @Operation(summary = "Rename or reprice a menu, or say whether it is on sale; what is missing stays")
    @ApiResponse(
            responseCode = "200",
            description = "The menu as it is now; a new name keeps the old one as previousName",
            content = @Content(schema = @Schema(implementation = MenuView.class)))
    @ApiResponse(responseCode = "404", description = "The shop has no such menu")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Change {}
}
