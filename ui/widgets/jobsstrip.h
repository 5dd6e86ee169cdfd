#pragma once

#include "theme.h"

#include <QFrame>

#include <functional>
#include <optional>

class QLabel;
class QProgressBar;
class QToolButton;
class QVBoxLayout;

namespace Ui {

class ElidedLabel;

/** One thing that goes on beside the window, or has ended: a line with at most two buttons. */
class JobLine : public QFrame
{
    Q_OBJECT

public:
    explicit JobLine(QWidget* parent = nullptr);

    /** icon: of icons.h, in the tone's colour. */
    void setState(Tone tone, QLatin1StringView icon);
    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    /** A part of 1; nothing: it has no measure. */
    void setProgress(std::optional<double> part);
    /** The one thing to do with it; another one takes its place. An empty text: none. */
    void setAction(const QString& text, const QString& toolTip, std::function<void()> run);
    /** Has ended: can be closed. */
    void setClosable();
    /** Goes; closed() says so. */
    void leave();

Q_SIGNALS:
    void closed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyTone();

    Tone m_tone = Tone::Accent;
    bool m_isApplying = false;
    QLatin1StringView m_icon; //!< a literal
    std::function<void()> m_run;
    QLabel* m_mark;
    ElidedLabel* m_text;
    QProgressBar* m_progress;
    QToolButton* m_action;
    QToolButton* m_close;
};

/** The jobs that go on, above the table, one a line; not there while there are none. */
class JobsStrip : public QWidget
{
    Q_OBJECT

public:
    explicit JobsStrip(QWidget* parent = nullptr);

    /** Stays until it leaves. */
    JobLine* add();

private:
    QVBoxLayout* m_lines;
    int m_count = 0;
};

} // namespace Ui
