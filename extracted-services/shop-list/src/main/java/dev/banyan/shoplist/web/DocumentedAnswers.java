package dev.banyan.shoplist.web;

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

    @Operation(summary = "Shops in id order, of one category or of all")
    @ApiResponse(
            responseCode = "200",
            description = "The shops",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ShopView.class))))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ListOfShops {}

    @Operation(summary = "One shop")
    @ApiResponse(
            responseCode = "200",
            description = "The shop",
            content = @Content(schema = @Schema(implementation = ShopView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such shop")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Get {}

    @Operation(summary = "Rename, open or close a shop; what is missing stays")
    @ApiResponse(
            responseCode = "200",
            description = "The shop as it is now",
            content = @Content(schema = @Schema(implementation = ShopView.class)))
    @ApiResponse(responseCode = "404", description = "There is no such shop")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Change {}

    @Operation(summary = "All categories")
    @ApiResponse(
            responseCode = "200",
            description = "The categories in the order to show them",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = CategoryView.class))))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ListOfCategories {}
}
