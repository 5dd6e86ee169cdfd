#pragma once

#include <QFrame>
#include <QString>
#include <QStringList>

namespace Ui {

/** One line of plain text that gives way: shortened where there is not enough room,
 * whole in its tool tip and to a screen reader. */
class ElidedLabel : public QFrame
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr, Qt::TextElideMode mode = Qt::ElideMiddle);

    void setText(const QString& text) { setForms({text}); }
    /** The whole text, then shorter ways to say it: the first that has room is shown. None is
     * shortened then; where not even the last has room, nothing is shown. */
    void setForms(const QStringList& forms);
    [[nodiscard]] const QString& text() const { return m_text; }
    /** As it stands there. */
    [[nodiscard]] QString shownText() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void updateToolTip();

    QString m_text;
    QStringList m_shorter;
    Qt::TextElideMode m_mode;
};

} // namespace Ui
