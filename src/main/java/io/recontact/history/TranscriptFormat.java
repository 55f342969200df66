package io.recontact.history;

/** The formats of transcript files. */
public enum TranscriptFormat {
    /** The form of the chat transcripts that Amazon Connect stores in S3, {@code Version} 2019-08-26. */
    JSON("application/json", "json"),
    /** A page for people, without scripts. */
    HTML("text/html;charset=utf-8", "html"),
    /** A line for each item. */
    TEXT("text/plain;charset=utf-8", "txt");

    private final String mediaType;
    private final String extension;

    TranscriptFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** Returns the media type of a file. */
    public String mediaType() {
        return mediaType;
    }

    /** Returns the extension of a file's name. */
    public String extension() {
        return extension;
    }
}
