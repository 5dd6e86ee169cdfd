#include "sequencefile.h"

#include <ui/models/sequencetext.h>

#include <QBuffer>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace Ui {

namespace {

struct Made
{
    QByteArray bytes;
    QString remark;
    QString problem;
};

Made makeDrawing(const Sequence& sequence, const SequencePainter& painter)
{
    const QSizeF size = painter.wholeSize(sequence);
    Made made;
    QBuffer buffer(&made.bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(96); // a pixel of CSS, as the fonts are measured in
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF({}, size));
    generator.setTitle(SequenceFile::tr("STOMP sequence"));
    QPainter drawing(&generator);
    painter.paintWhole(drawing, sequence);
    drawing.end();
    buffer.close();
    return made;
}

Made makePicture(const Sequence& sequence, const SequencePainter& painter)
{
    const QSizeF size = painter.wholeSize(sequence);
    const double scale = std::min({SequenceFile::pictureScale,
        SequenceFile::longestSide / std::max(size.width(), size.height()),
        std::sqrt(SequenceFile::mostPixels / (size.width() * size.height()))});
    Made made;
    if (scale < 1)
        made.remark = SequenceFile::tr(
            "smaller than on the screen, because it is long: choose fewer frames, or save as SVG");
    else if (scale < SequenceFile::pictureScale)
        made.remark = SequenceFile::tr("at %1 times the size on the screen, because it is long")
                          .arg(QLocale().toString(scale, 'f', 1));
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    if (image.isNull()) {
        made.problem = SequenceFile::tr("there is not enough memory for the picture. Choose fewer "
                                        "frames, or save as SVG.");
        return made;
    }
    QPainter drawing(&image);
    drawing.scale(scale, scale);
    painter.paintWhole(drawing, sequence);
    drawing.end();
    QBuffer buffer(&made.bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        made.problem = SequenceFile::tr("the picture cannot be made.");
    return made;
}

Made make(const QString& suffix, const Sequence& sequence, const SequencePainter& painter)
{
    if (suffix == QLatin1StringView("svg"))
        return makeDrawing(sequence, painter);
    if (suffix == QLatin1StringView("png"))
        return makePicture(sequence, painter);
    if (suffix == QLatin1StringView("txt"))
        return {sequenceAsText(sequence), {}, {}};
    return {{}, {}, SequenceFile::tr("its name has to end in .svg, .png or .txt.")};
}

} // namespace

SequenceFile::SequenceFile(QWidget* window) : QObject(window), m_window(window) { }

void SequenceFile::ask(const Sequence& sequence, const SequencePainter& painter)
{
    if (m_dialog)
        m_dialog->close();
    m_dialog = new QFileDialog(m_window, tr("Save Sequence"));
    m_dialog->setObjectName(QStringLiteral("sequenceNames"));
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setAcceptMode(QFileDialog::AcceptSave);
    m_dialog->setNameFilters({tr("SVG drawing (*.svg)"), tr("PNG picture (*.png)"),
        tr("Text for a bug report (*.txt)")});
    m_dialog->setDefaultSuffix(QStringLiteral("svg"));
    m_dialog->selectFile(QStringLiteral("sequence-")
        + QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")));
    connect(m_dialog, &QFileDialog::filterSelected, m_dialog, [dialog = m_dialog.data()] {
        static constexpr const char* suffixes[]{"svg", "png", "txt"};
        const auto chosen = dialog->nameFilters().indexOf(dialog->selectedNameFilter());
        dialog->setDefaultSuffix(
            QLatin1StringView(suffixes[qBound(qsizetype(0), chosen, qsizetype(2))]));
    });
    connect(m_dialog, &QFileDialog::fileSelected, this,
        [this, sequence, painter](const QString& path) { save(path, sequence, painter); });
    m_dialog->open();
}

void SequenceFile::save(
    const QString& path, const Sequence& sequence, const SequencePainter& painter)
{
    m_task.start([this, path, sequence, painter]() -> LatestTask::Finish {
        Made made = make(QFileInfo(path).suffix().toLower(), sequence, painter);
        if (made.problem.isEmpty()) {
            QSaveFile file(path);
            const bool done = file.open(QIODevice::WriteOnly)
                && file.write(made.bytes) == made.bytes.size() && file.commit();
            if (!done)
                made.problem = file.errorString();
        }
        return [this, path, remark = made.remark, problem = made.problem] {
            if (problem.isEmpty())
                Q_EMIT saved(path, remark);
            else
                Q_EMIT failed(path, problem);
        };
    });
}

} // namespace Ui
