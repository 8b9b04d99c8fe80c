package dev.banyan.payment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.ProblemDetail;

/** What the OpenAPI document says about each route's answers. */
final class DocumentedAnswers {

    private static final String PROBLEM = "application/problem+json";

    private DocumentedAnswers() {}

    /** Every route checks what it is sent. */
    @ApiResponse(
            responseCode = "400",
            description = "A header, parameter or field is missing or invalid",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @Target(ElementType.ANNOTATION_TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Checked {}

    /** Routes about one payment. */
    @ApiResponse(
            responseCode = "404",
            description = "The member has no such payment",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @Target(ElementType.ANNOTATION_TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface OfMember {}

    /** Routes that need the payment gateway. */
    @ApiResponse(
            responseCode = "502",
            description = "The gateway answered with an error",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "503",
            description = "The gateway or the database is unavailable; see Retry-After",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @Target(ElementType.ANNOTATION_TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface AsksTheGateway {}

    @Operation(summary = "Take a payment, once per member and key")
    @ApiResponse(
            responseCode = "201",
            description = "Charged",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "This key was charged before",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    @Checked
    @ApiResponse(
            responseCode = "402",
            description = "Declined, now and for this key",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "409",
            description = "The first try is still running; see Retry-After",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "422",
            description = "The key belongs to another request",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @AsksTheGateway
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Charge {}

    @Operation(summary = "One payment of the member")
    @ApiResponse(
            responseCode = "200",
            description = "The payment",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    @Checked
    @OfMember
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Get {}

    @Operation(summary = "Refund an approved payment, once")
    @ApiResponse(
            responseCode = "200",
            description = "Refunded, now or before with this key",
            content = @Content(schema = @Schema(implementation = PaymentView.class)))
    @Checked
    @OfMember
    @ApiResponse(
            responseCode = "409",
            description = "Not approved, or a refund is still running",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "422",
            description = "The key refunded another payment",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @AsksTheGateway
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Refund {}

    @Operation(summary = "The payments of a member, newest first")
    @ApiResponse(
            responseCode = "200",
            description = "The payments",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = PaymentView.class))))
    @Checked
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ListOfMember {}
}
