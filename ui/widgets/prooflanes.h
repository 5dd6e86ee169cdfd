#pragma once

#include <ui/workspace/prooflook.h>

#include <QWidget>

class QPainter;

namespace Ui {

/**
 * A proof as a drawing: the numbered messages on top, below them a lane for each subscriber with
 * the ones that it received. A token is filled where its message came, and only outlined where it
 * did not; all grow with the width, to be read from the back row. What it shows is also its
 * accessible description. Owns a copy of what it draws.
 */
class ProofLanes : public QWidget
{
    Q_OBJECT

public:
    explicit ProofLanes(QWidget* parent = nullptr);

    void show(const ProofLook& look);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Measure
    {
        int names = 0; //!< width of the names' column
        int cell = 0; //!< of a token, with its gap
        int caption = 0; //!< height above the first row
        int row = 0;
        QFont small, large;
    };

    [[nodiscard]] Measure measure(int width) const;
    [[nodiscard]] QRect cellRect(const Measure& measure, int row, int number) const;
    void paintRow(QPainter& painter, const Measure& measure, int row, const QString& name,
        const QString& state) const;
    void paintToken(
        QPainter& painter, const QRect& cell, int number, bool isFilled, bool isRedelivered) const;
    [[nodiscard]] QString describe() const;

    ProofLook m_look;
};

} // namespace Ui
