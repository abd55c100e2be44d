"""What a preview says of the parts of a Word document that are not read as they stand."""

INSERTED = "Tracked changes are read as if they were accepted."
REMOVED = "Words deleted by a tracked change are not read: {}."
STRUCK = "Words struck through are read like all others: {}."
HIDDEN = "Hidden words are read like all others: {}."
COMMENT = "A comment is not read: {}."
NOTE = "A footnote is not read: {}."
PICTURE = "A picture is not read. Type what it says, if it says anything."
CHART = "A chart is not read. Type what it shows, if the plan needs it."
DIAGRAM = "A diagram (SmartArt) is not read. Type what it says."
EMBEDDED = "A file embedded in the document is not read."
FOREIGN = (
    "A part of the document in another format is not read. Open the document in Word, save it "
    "and import it again."
)
INSIDE = "A table inside a cell is read as lines of that cell."
