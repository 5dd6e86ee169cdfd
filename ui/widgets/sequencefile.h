#pragma once

#include "latesttask.h"
#include "sequencepainter.h"

#include <ui/models/sequence.h>

#include <QObject>
#include <QPointer>

class QFileDialog;
class QWidget;

namespace Ui {

/**
 * Saves a sequence as SVG, PNG or text, as the name ends; drawn and written on a thread of its own.
 * A file is replaced as a whole or not at all. Has no secret to leave out: the frame log has none.
 */
class SequenceFile : public QObject
{
    Q_OBJECT

public:
    /** Of a picture to the size on the screen, unless it gets too large. */
    static constexpr double pictureScale = 2;
    static constexpr double mostPixels = 40e6;
    static constexpr double longestSide = 32'000; //!< Qt paints on no longer one

    explicit SequenceFile(QWidget* window);

    /** Opens the dialog and returns. */
    void ask(const Sequence& sequence, const SequencePainter& painter);
    void save(const QString& path, const Sequence& sequence, const SequencePainter& painter);

Q_SIGNALS:
    void saved(const QString& path, const QString& remark);
    void failed(const QString& path, const QString& reason);

private:
    QWidget* m_window;
    QPointer<QFileDialog> m_dialog;
    LatestTask m_task;
};

} // namespace Ui
