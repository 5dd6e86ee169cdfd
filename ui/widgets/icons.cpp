#include "icons.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

static void registerResources()
{
    Q_INIT_RESOURCE(console);
}

namespace Ui {
namespace {

QString pathOf(const QString& name)
{
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

/** Renders an SVG whose drawing says "currentColor" in a colour of the application's palette. */
class TonedIconEngine : public QIconEngine
{
public:
    TonedIconEngine(QString name, Tone tone) : m_name(std::move(name)), m_tone(tone)
    {
        QFile file(pathOf(m_name));
        if (file.open(QIODevice::ReadOnly))
            m_svg = file.readAll();
        else
            qWarning("No icon named %s", qUtf8Printable(m_name));
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * scale, mode, state, scale));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        const QColor ink = color(mode);
        const QString key = QStringLiteral("icon/%1/%2/%3x%4")
                                .arg(m_name, ink.name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QByteArray svg = m_svg;
        svg.replace("currentColor", ink.name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QString key() const override { return QStringLiteral("Ui::TonedIconEngine"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return m_svg.isEmpty(); }
    QIconEngine* clone() const override { return new TonedIconEngine(*this); }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const
    {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        return m_tone == Tone::Text ? palette.color(QPalette::ButtonText)
                                    : Theme::color(m_tone, palette);
    }

    QString m_name;
    Tone m_tone;
    QByteArray m_svg;
};

} // namespace

QIcon icon(QLatin1StringView name, Tone tone)
{
    registerResources();
    return QIcon(new TonedIconEngine(QString(name), tone));
}

QStringList iconNames()
{
    registerResources();
    QStringList names;
    for (const QString& file : QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")}))
        names.append(file.chopped(4));
    return names;
}

} // namespace Ui
