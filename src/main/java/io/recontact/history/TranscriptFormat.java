package io.recontact.history;

import org.springframework.http.MediaType;

/** The formats of transcript files. */
public enum TranscriptFormat {
    /** The form of the chat transcripts that Amazon Connect stores in S3, {@code Version} 2019-08-26. */
    JSON(MediaType.APPLICATION_JSON, "json"),
    /** A page for people, without scripts. */
    HTML(MediaType.parseMediaType("text/html;charset=utf-8"), "html"),
    /** A line for each item. */
    TEXT(MediaType.parseMediaType("text/plain;charset=utf-8"), "txt");

    private final MediaType mediaType;
    private final String extension;

    TranscriptFormat(MediaType mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** Returns the media type of a file. */
    public MediaType mediaType() {
        return mediaType;
    }

    /** Returns the extension of a file's name. */
    public String extension() {
        return extension;
    }
}
